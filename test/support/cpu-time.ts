/**
 * CPU time that a call takes, in milliseconds: the least of a few, once it is warm, so that neither
 * a busy machine nor a collection of garbage counts.
 */
export async function cpuTimeOf(call: () => Promise<unknown>, rounds = 2): Promise<number> {
  let least = Infinity;
  for (let round = 0; round <= rounds; round += 1) {
    const before = process.cpuUsage();
    // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
    await call();
    const { user, system } = process.cpuUsage(before);
    if (round > 0) least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
