/** Prints the verdict on a new version of the document, and changes nothing. */
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { diffSource } from "./verdict/diff-source.js";

await runCommand(async () => {
  const { output, code } = await diffSource(projectRoot, process.argv.slice(2));
  console.log(output);
  return code;
});
