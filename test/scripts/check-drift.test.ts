import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { runScript } from "./run-script.js";

test("npm run check:drift finds nothing in the project, wherever and in whatever language it runs", async () => {
  const env = { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati" };

  const finished = await runScript("check-drift.ts", [], { cwd: tmpdir(), env });

  expect(finished).toEqual({ code: 0, stdout: expect.stringMatching(/^No drift/), stderr: "" });
});
