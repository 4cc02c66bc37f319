/**
 * Runs Redocly's command line once for each list of arguments, all in this process: a process of its
 * own for each takes three times as long. The command reads its arguments while it is loaded, and a
 * query makes it load anew.
 */
const [command, ...runs] = process.argv.slice(2);
for (const [index, run] of runs.entries()) {
  process.argv = [process.execPath, "redocly", ...JSON.parse(run)];
  await import(`${command}?run=${index}`);
}
