import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import formats from "ajv-formats";
import { build } from "esbuild";
import {
  DocumentError,
  type Json,
  type JsonObject,
  type OpenapiDocument,
} from "./openapi-document.js";
import {
  jsonSchemaOf,
  operationsOf,
  requestBodyOf,
  successOf,
  type Operation,
} from "./operations.js";
import { requestView, responseView } from "./schema-views.js";

/** A body of a wrapped operation that is to be judged. */
interface Judged {
  readonly operation: string;
  readonly side: "request" | "response";
  readonly schema: Json;
  /** Its type in schema.ts. */
  readonly type: string;
}

/**
 * Writes validators.ts: a validator for the request body and the success response of each wrapped
 * operation, as code that imports nothing.
 *
 * @throws DocumentError when a wrapped operation is not in the document
 */
export async function emitValidators(
  document: OpenapiDocument,
  wrapped: readonly string[],
): Promise<string> {
  const operations = wrapped.map((id) => operationOf(document, id));
  const judged = operations.flatMap((operation) => judgedBodies(document, operation));
  const code = await bundle(compile(document, judged), wrapped, judged);
  return [
    "// @ts-nocheck: ajv writes JavaScript without types; what is exported below is typed by hand.",
    'import type { operations, Readable, Writable } from "./schema.js";',
    "",
    "/** Where and how data breaks a schema; it holds nothing of the data but names. */",
    "export interface ValidationError {",
    "  readonly instancePath: string;",
    "  readonly schemaPath: string;",
    "  readonly keyword: string;",
    "  readonly params: Readonly<Record<string, unknown>>;",
    "  readonly message?: string;",
    "}",
    "",
    "/** Judges data by a schema of the document; `errors` speaks of the last call. */",
    "export interface Validator<Type> {",
    "  (data: unknown): data is Type;",
    "  errors?: readonly ValidationError[] | null;",
    "}",
    "",
    "/** The validators of each wrapped operation; a response's knows no write-only fields. */",
    "export const validators: {",
    ...wrapped.map((id) => {
      const sides = judged
        .filter(({ operation }) => operation === id)
        .map(({ side, type }) => `    readonly ${side}: Validator<${type}>;\n`);
      return `  readonly ${JSON.stringify(id)}: {\n${sides.join("")}  };`;
    }),
    "} = /* @__PURE__ */ compiledValidators();",
    "",
    "function compiledValidators() {",
    code,
    "  return validators;",
    "}",
    "",
  ].join("\n");
}

function operationOf(document: OpenapiDocument, id: string): Operation {
  const found = operationsOf(document).find((operation) => operation.id === id);
  if (found) return found;
  const message = `expected the operation ${id}, which openapi/operations.json names; found none in the document`;
  throw new DocumentError(message);
}

function judgedBodies(document: OpenapiDocument, operation: Operation): Judged[] {
  const base = `operations[${JSON.stringify(operation.id)}]`;
  const content = '["content"]["application/json"]';
  const request = jsonSchemaOf(requestBodyOf(document, operation));
  const [status, success] = successOf(document, operation) ?? [];
  const response = jsonSchemaOf(success);
  const bodies: Judged[] = [];
  if (request !== undefined) {
    const type = `Writable<NonNullable<${base}["requestBody"]>${content}>`;
    bodies.push({ operation: operation.id, side: "request", schema: request, type });
  }
  if (response !== undefined) {
    const key = /^\d+$/.test(String(status)) ? status : JSON.stringify(status);
    const type = `Readable<${base}["responses"][${key}]${content}>`;
    bodies.push({ operation: operation.id, side: "response", schema: response, type });
  }
  return bodies;
}

/** Compiles schemas to JavaScript that exports one function for each name. */
function compile(document: OpenapiDocument, judged: readonly Judged[]): string {
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: true },
    logger: false,
    messages: true,
    ownProperties: true,
    strict: false,
    validateSchema: false,
  });
  formats.default(ajv);
  const text = JSON.stringify(document);
  // Their bookkeeping would be in each validator, used or not.
  ajv.opts.dynamicRef = text.includes('"$dynamicRef"');
  ajv.opts.unevaluated = text.includes('"unevaluated');
  for (const [side, view] of Object.entries({ request: requestView, response: responseView })) {
    const bodies = judged.filter((body) => body.side === side);
    const schemas = Object.fromEntries(bodies.map((body) => [body.operation, body.schema]));
    const components: JsonObject = { components: document["components"] ?? {}, schemas };
    ajv.addSchema({ ...Object(view(document, components)), $id: side });
  }
  const references = judged.map((body) => [
    nameOf(body),
    `${body.side}#/schemas/${body.operation}`,
  ]);
  return standalone.default(ajv, Object.fromEntries(references));
}

const nameOf = ({ operation, side }: Judged): string => `${side}_${operation}`;

async function bundle(
  code: string,
  wrapped: readonly string[],
  judged: readonly Judged[],
): Promise<string> {
  const members = wrapped.map((id) => {
    const own = judged.filter(({ operation }) => operation === id);
    const sides = own.map((body) => `${body.side}: ${nameOf(body)}`);
    return `${JSON.stringify(id)}: { ${sides.join(", ")} }`;
  });
  return inlineHelpers(`${code}\nexport const validators = { ${members.join(", ")} };`);
}

/**
 * Puts what the code imports into it.
 *
 * @throws DocumentError when an import or require remains
 */
export async function inlineHelpers(code: string): Promise<string> {
  const result = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    charset: "utf8",
    format: "esm",
    legalComments: "none",
    logLevel: "silent",
    metafile: true,
    minifySyntax: true,
    platform: "neutral",
    target: "es2022",
    write: false,
  }).catch((cause: unknown) => {
    throw new DocumentError(
      "expected validators that import nothing, found one that cannot be inlined",
      { cause },
    );
  });
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  if (imports.length > 0) {
    const names = imports.map(({ path }) => path).join(", ");
    throw new DocumentError(`expected validators that import nothing, found ${names}`);
  }
  const [file] = result.outputFiles;
  return (
    (file?.text ?? "")
      .replace(/\nexport \{[^}]*\};\n$/, "")
      // esbuild names each file that it takes in by its place, which differs from machine to machine.
      .replace(/^\/\/ .*\n/gm, "")
  );
}
