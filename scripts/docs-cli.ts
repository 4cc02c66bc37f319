/** Writes docs/cli.md from the table of commands. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cliReference } from "./docs/cli-reference.js";
import { projectRoot } from "./lib/files.js";

await writeFile(join(projectRoot, "docs", "cli.md"), cliReference());
