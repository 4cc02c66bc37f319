/** True for a look at whether everything runs: its figures are too few to be kept. */
export const isQuick = process.argv.includes("--quick");

/** A number of repetitions, or the few of a quick run. */
export const effort = (whole: number, quick: number): number => (isQuick ? quick : whole);

const started = performance.now();

/** Says what is measured next, so that a long run is not silent. */
export function progress(doing: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  process.stderr.write(`${seconds.padStart(4)} s  ${doing}\n`);
}
