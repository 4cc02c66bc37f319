import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandNames, commands, optionNames, optionsOf } from "../../src/cli/table.js";
import { cliReference } from "../../scripts/docs/cli-reference.js";
import { projectRoot } from "../../scripts/lib/files.js";

test("docs/cli.md is what `npm run docs:cli` writes", async () => {
  expect(await readFile(join(projectRoot, "docs", "cli.md"), "utf8")).toBe(cliReference());
});

test("every option belongs to a command, and every command has an example of itself", () => {
  const used = new Set(commandNames.flatMap(optionsOf));
  expect(optionNames.filter((name) => !used.has(name))).toEqual([]);
  const silent = commandNames.filter(
    (name) =>
      !commands[name].examples.some((example) => example.includes(`fireworks-gateway ${name}`)),
  );
  expect(silent).toEqual([]);
});
