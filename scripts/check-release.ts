/**
 * Fails unless the tag, package.json, src/version.ts and the changelog name the same version, and the
 * package names its repository.
 */
import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { packageVersion } from "../src/version.js";
import { CommandError } from "./lib/command-error.js";
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { addressProblems } from "./package/repository-address.js";

const read = (name: string): Promise<string> => readFile(join(projectRoot, name), "utf8");

await runCommand(async () => {
  const [tag] = process.argv.slice(2);
  if (tag === undefined) throw new CommandError("expected a tag: npm run check:release -- v1.2.3");
  const manifest = await read("package.json");
  const { version }: { version: string } = JSON.parse(manifest);
  const released = /^## \[(\d[^\]]*)\]/m.exec(await read("CHANGELOG.md"))?.[1];
  const named = {
    "the tag": tag.replace(/^v/, ""),
    "package.json": version,
    "src/version.ts": packageVersion,
    "CHANGELOG.md": released ?? "none",
  };
  if (new Set(Object.values(named)).size > 1) {
    const list = Object.entries(named).map(([place, found]) => `${place}: ${found}`);
    throw new CommandError(`expected one version, found ${list.join(", ")}`);
  }
  const problems = addressProblems(manifest, await read("README.md"));
  if (problems.length > 0) {
    throw new CommandError([...problems, "npm run release:address writes both"].join("\n"));
  }
  console.log(`Ready to release ${version}`);
  return 0;
});
