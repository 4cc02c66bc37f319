import { join } from "node:path";
import { expect, test } from "vitest";
import { Compiler } from "../scripts/spec/compiler.js";
import { projectRoot } from "../scripts/spec/files.js";
import { docstringSnippets, pageSnippets } from "./support/snippets.js";

const source = (name: string): string[] => [join(projectRoot, "src", name)];

test("every example in the pages and the docstrings compiles", async () => {
  const snippets = [...(await pageSnippets("README.md")), ...(await docstringSnippets())];
  const files = new Map(
    snippets.map(({ name, code }) => [
      join(projectRoot, "test", "snippets", `${name.replaceAll(/\W+/g, "-")}.ts`),
      // A snippet is a module of its own, also where it exports nothing.
      `${code}\nexport {};\n`,
    ]),
  );
  const compiler = new Compiler({
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: {
      "fireworks-gateway-client": source("index.ts"),
      "fireworks-gateway-client/testing": source("testing.ts"),
      "fireworks-gateway-client/types": source("types.ts"),
    },
  });
  const complaints = compiler.complaints(compiler.program([...files.keys()], files));
  expect(snippets.length).toBeGreaterThan(10);
  expect(complaints).toEqual([]);
});
