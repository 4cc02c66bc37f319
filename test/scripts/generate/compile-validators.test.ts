import { describe, expect, test } from "vitest";
import { inlineHelpers } from "../../../scripts/generate/compile-validators.js";

describe("validators", () => {
  test.each([
    ["an import", 'import "node:fs"; export const a = 1;', "node:fs"],
    ["an import when it runs", 'export const a = await import("node:fs");', "node:fs"],
    ["a require", 'export const a = require("node:fs");', "node:fs"],
    [
      "a require of what is known at run time alone",
      "export const a = (name) => require(name);",
      "require",
    ],
  ])("are refused while %s remains", async (_what, code, named) => {
    await expect(inlineHelpers(code)).rejects.toThrow(named);
  });
});
