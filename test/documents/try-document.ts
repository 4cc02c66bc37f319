import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findDrift } from "../../scripts/generate/find-drift.js";
import { generateFiles, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { CommandError } from "../../scripts/lib/command-error.js";
import { writeFiles } from "../../scripts/lib/files.js";
import { itemsOf, type JsonObject } from "../../scripts/lib/json.js";
import { parseOpenapi, type OpenapiDocument } from "../../scripts/openapi/document.js";
import { operationsOf, type Operation } from "../../scripts/openapi/operations.js";
import { importDocument } from "../../scripts/vendor/import-document.js";
import { compareDocuments } from "../../scripts/verdict/compare-documents.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";
import { judgeBodies } from "../support/judge-bodies.js";
import { markAsAsked } from "./mark-as-asked.js";

/** What became of a document. */
export interface Tried {
  readonly openapi: string;
  readonly operations: number;
  /** Number of made bodies that the validators and ajv judged. */
  readonly bodies: number;
  /** Number of fields that had to be marked as secret or not. */
  readonly marked: number;
  /** Why operations could not be wrapped. */
  readonly leftOut: readonly string[];
  /** The first problems; none if all is well. */
  readonly problems: readonly string[];
}

/**
 * Imports all operations of a document into an empty project, wraps them, checks what is generated, and
 * compares the document with mutants.
 */
export async function tryDocument(name: string, source: Uint8Array): Promise<Tried> {
  const root = await mkdtemp(join(tmpdir(), "document-"));
  try {
    const ids = operationsOf(parseOpenapi(new TextDecoder().decode(source))).map(({ id }) => id);
    await writeFiles(join(root, "openapi"), new Map([["operations.json", JSON.stringify(ids)]]));
    const imported = await importDocument(root, name, source, { operations: ids });
    const marked = markAsAsked(imported.document, ids);
    const bytes = new TextEncoder().encode(JSON.stringify(marked.document));
    const { document } = await importDocument(root, name, bytes, { operations: ids });
    const { files, wrapped, leftOut } = await generateAsMuch(root, marked.usable, marked.leftOut);
    await writeFiles(join(root, "src", "generated"), files);
    const drifts = await findDrift(root);
    const judged = await judgeBodies(document, wrapped, files.get("validators.ts") ?? "");
    return {
      openapi: document.openapi,
      operations: wrapped.length,
      bodies: judged.bodies,
      marked: marked.marks,
      leftOut,
      problems: [
        ...(await typeProblems(files)),
        ...drifts.map(({ difference }) => `a second generation differs: ${difference}`),
        ...judged.differences.map((difference) => `ajv judges otherwise: ${difference}`),
        ...(await verdictProblems(document)),
      ].slice(0, 3),
    };
  } finally {
    await rm(root, { recursive: true });
  }
}

interface Generated {
  readonly files: GeneratedFiles;
  readonly wrapped: readonly string[];
  readonly leftOut: readonly string[];
}

/** Leaves out the operations that an error names, as its reader would. */
async function generateAsMuch(
  root: string,
  ids: readonly string[],
  leftOut: readonly string[],
): Promise<Generated> {
  await writeFiles(join(root, "openapi"), new Map([["operations.json", JSON.stringify(ids)]]));
  try {
    return { files: await generateFiles(root), wrapped: ids, leftOut };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const named = error.message.split(", in ").at(-1)?.split(", ") ?? [];
    const remaining = ids.filter((id) => !named.includes(id));
    if (remaining.length === ids.length) throw error;
    return generateAsMuch(root, remaining, [...leftOut, error.message]);
  }
}

/** The validators' types are checked apart from their code, which is not TypeScript. */
async function typeProblems(files: GeneratedFiles): Promise<string[]> {
  const inProject = [...files].map(([name, text]): [string, string] => [
    `src/generated/${name}`,
    name === "validators.ts" ? withoutCode(text) : text,
  ]);
  const roots = inProject.map(([path]) => path);
  const [problems = ""] = await diagnoseCopies(roots, [new Map(inProject)], {
    // All import the markers, also where a document has no request body.
    noUnusedLocals: false,
  });
  return problems === "" ? [] : problems.split("\n");
}

const withoutCode = (validators: string): string =>
  validators
    .replace("// @ts-nocheck", "//")
    .replace(
      /(export interface Validator<Type> \{.*?\n\}\n).*?(?=\n\/\/ The validators of each)/s,
      "$1",
    )
    .replace(/^export const (?=\w+: \{)/gm, "export declare const ")
    .replace(/^\} = \{.*\};$/gm, "};");

/** Of the first operation and the last: it goes, or changes in a way that breaks callers or does not. */
async function verdictProblems(document: OpenapiDocument): Promise<string[]> {
  const operations = operationsOf(document);
  const found: string[] = [];
  for (const operation of new Set([operations[0], operations.at(-1)])) {
    if (!operation) continue;
    for (const [expected, change, mutant] of mutants(document, operation)) {
      const { verdict } = await compareDocuments(document, mutant);
      if (verdict === expected) continue;
      found.push(`the verdict on ${operation.id} ${change} is ${verdict}, expected ${expected}`);
    }
  }
  return found;
}

type Mutant = readonly [expected: string, change: string, mutant: OpenapiDocument];

function mutants(document: OpenapiDocument, { path, method, fields }: Operation): Mutant[] {
  const withOperation = (operation: object | undefined): OpenapiDocument => {
    const item = { ...Object(document.paths[path]), [method]: operation };
    return parseOpenapi(
      JSON.stringify({ ...document, paths: { ...document.paths, [path]: item } }),
    );
  };
  const parameters = itemsOf(fields["parameters"]);
  const added = (required: boolean): OpenapiDocument =>
    withOperation({ ...fields, parameters: [...parameters, parameter(required)] });
  return [
    ["major", "without it", withOperation(undefined)],
    ["major", "with a new required parameter", added(true)],
    ["minor", "with a new optional parameter", added(false)],
    ["patch", "in other words", withOperation({ ...fields, description: "Other words." })],
  ];
}

const parameter = (required: boolean): JsonObject => ({
  name: "new-from-now-on",
  in: "query",
  required,
  schema: { type: "string" },
});
