/** CPU time that a call takes in this process, in milliseconds, however busy the machine is. */
export async function cpuTimeOf(call: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The least of a few measurements, since the first of them is not warm and any may meet a collection
 * of garbage; the first that is low enough ends them.
 */
export async function leastOf(
  measure: () => Promise<number>,
  enough: number,
  rounds = 4,
): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds && least >= enough; round += 1) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
    least = Math.min(least, await measure());
  }
  return least;
}
