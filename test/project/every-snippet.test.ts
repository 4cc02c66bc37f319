/** Every example of the pages runs; what the recipes do is told in snippets.test.ts. */
import { describe, expect, test } from "vitest";
import { runAgainstFake } from "./run-snippet.js";
import { pageSnippets } from "./snippets.js";

const pages = await pageSnippets();

describe("an example of the pages runs without an error:", () => {
  test.each(pages)("$name", async ({ code }) => {
    const { stderr } = await runAgainstFake(code);
    expect(stderr).not.toMatch(/error/i);
  });
});
