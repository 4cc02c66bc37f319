import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { title, version } from "../../src/generated/spec.js";
import { wholeVendored } from "../support/vendored.js";
import { copyOfProject } from "./project.js";
import { runScript } from "./run-script.js";
import { page } from "./vendor/page.js";

describe("npm run spec:import", () => {
  const cwd = tmpdir();

  test("says that nothing changed, from any folder", async () => {
    const folder = await copyOfProject();
    await writeFile(join(folder, "page.md"), page(wholeVendored));

    const finished = await runScript("spec-import.ts", ["page.md"], { cwd: folder });

    expect(finished).toEqual({
      code: 0,
      stdout: `${title} ${version} is vendored already: nothing changed\n${version}: none\n`,
      stderr: "",
    });
  });

  test("ends with exit code 1 and one line if the source cannot be used", async () => {
    const finished = await runScript("spec-import.ts", [import.meta.filename], { cwd });

    const line = expect.stringMatching(/^expected a docs page[^\n]+\n$/);
    expect(finished).toEqual({ code: 1, stdout: "", stderr: line });
  });
});
