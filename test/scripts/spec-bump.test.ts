import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { runScript } from "./run-script.js";

test("npm run spec:bump prints its usage for an unknown option", async () => {
  const { code, stderr } = await runScript("spec-bump.ts", ["--json"], { cwd: tmpdir() });

  expect([code, stderr]).toEqual([
    1,
    "expected at least one SOURCE, a file or an https URL: npm run spec:bump -- SOURCE... [--dry-run] [--force] [--operation ID]\n",
  ]);
});
