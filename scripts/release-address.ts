/**
 * Writes the repository's address into package.json and the README, for a release: npm refuses a
 * package with provenance from another repository than the one that it names.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { packageVersion } from "../src/version.js";
import { CommandError } from "./lib/command-error.js";
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { addressFrom, withAbsoluteLinks, withAddress } from "./package/repository-address.js";

await runCommand(async () => {
  const address = addressFrom(process.env);
  if (address === undefined) {
    throw new CommandError(
      "set GITHUB_SERVER_URL and GITHUB_REPOSITORY, as a GitHub workflow does",
    );
  }
  await rewrite("package.json", (text) => withAddress(text, address));
  await rewrite("README.md", (text) => withAbsoluteLinks(text, address, `v${packageVersion}`));
  console.log(`Wrote ${address}`);
  return 0;
});

async function rewrite(name: string, change: (text: string) => string): Promise<void> {
  const path = join(projectRoot, name);
  await writeFile(path, change(await readFile(path, "utf8")));
}
