import { CommandError } from "../lib/command-error.js";
import { printName } from "../lib/print-literal.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Side } from "../openapi/markers.js";
import {
  jsonSchemaOf,
  operationsOf,
  requestBodyOf,
  successesOf,
  type ContentSchema,
  type Operation,
} from "../openapi/operations.js";
import { compileSchemas } from "./compile-validators.js";
import { validatorSchemas } from "./validator-schemas.js";

/** A body of a wrapped operation with its validator. */
interface ValidatedBody extends ContentSchema {
  readonly side: Side;
  /** Its type in schema.ts. */
  readonly type: string;
}

interface ValidatedOperation {
  readonly id: string;
  readonly bodies: readonly ValidatedBody[];
}

/**
 * Generates validators.ts: validators for the request body and the success response of each wrapped
 * operation, without imports. A body that is not JSON has none.
 *
 * @throws CommandError when a wrapped operation is not in the document
 */
export async function emitValidators(
  document: OpenapiDocument,
  wrapped: readonly string[],
): Promise<string> {
  const operations = operationsOf(document);
  const validated = wrapped.map((id) => ({
    id,
    bodies: validatedBodies(document, operationOf(operations, id)),
  }));
  const { code, nameOf } = await compile(document, validated);
  return `// @ts-nocheck: the code below is JavaScript without types; what is exported is typed by hand.
import type { operations, Readable, Writable } from "./schema.js";

/** First violation of a schema; it holds nothing of the data but names. */
export interface ValidationError {
  /** Names and indexes from the outside in. */
  readonly path: readonly string[];
  readonly keyword: string;
  readonly message?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** Validates data by a schema of the document; \`errors\` tells of the last call. */
export interface Validator<Type> {
  (data: unknown): data is Type;
  errors?: readonly ValidationError[] | null;
}

/** The validators of each wrapped operation. A response's ignores write-only fields. */
export const validators: {
${validated.map(printTypes).join("")}} = /* @__PURE__ */ compiledValidators();

function compiledValidators() {
${code}return { ${validated.map((operation) => printMembers(operation, nameOf)).join(", ")} };
}
`;
}

function operationOf(operations: readonly Operation[], id: string): Operation {
  const found = operations.find((operation) => operation.id === id);
  if (found) return found;
  throw new CommandError(
    `expected the operation ${id}, which openapi/operations.json names; found none in the document`,
  );
}

function validatedBodies(document: OpenapiDocument, operation: Operation): ValidatedBody[] {
  const types = `operations[${JSON.stringify(operation.id)}]`;
  const body = requestBodyOf(document, operation);
  const request = jsonSchemaOf(body);
  const responses = successesOf(document, operation).flatMap(([status, response]) => {
    const content = jsonSchemaOf(response);
    return content ? [{ status: /^\d+$/.test(status) ? status : `"${status}"`, content }] : [];
  });
  const [response] = responses;
  const bodies: ValidatedBody[] = [];
  if (request) {
    const holder = `${types}["requestBody"]`;
    const type = typeIn(body?.["required"] === true ? holder : `NonNullable<${holder}>`, request);
    bodies.push({ ...request, side: "request", type: `Writable<${type}>` });
  }
  if (response) {
    const type = typeIn(`${types}["responses"][${response.status}]`, response.content);
    bodies.push({ ...response.content, side: "response", type: `Readable<${type}>` });
  }
  return bodies;
}

const typeIn = (holder: string, { contentType }: ContentSchema): string =>
  `${holder}["content"][${JSON.stringify(contentType)}]`;

interface CompiledBodies {
  readonly code: string;
  readonly nameOf: (body: ValidatedBody) => string;
}

async function compile(
  document: OpenapiDocument,
  validated: readonly ValidatedOperation[],
): Promise<CompiledBodies> {
  const schemas = {
    request: validatorSchemas(document, "request"),
    response: validatorSchemas(document, "response"),
  };
  const references = new Map(
    validated.flatMap(({ id, bodies }) =>
      bodies.map((body) => [
        body,
        body.side + schemas[body.side].add(`body of ${id}`, body.schema),
      ]),
    ),
  );
  const { code, nameOf } = await compileSchemas(
    { request: schemas.request.definitions(), response: schemas.response.definitions() },
    [...references.values()],
  );
  return { code, nameOf: (body) => nameOf(references.get(body) ?? "") };
}

function printTypes({ id, bodies }: ValidatedOperation): string {
  const sides = bodies.map(({ side, type }) => `    readonly ${side}: Validator<${type}>;\n`);
  return `  readonly ${printName(id)}: {\n${sides.join("")}  };\n`;
}

function printMembers(
  { id, bodies }: ValidatedOperation,
  nameOf: CompiledBodies["nameOf"],
): string {
  const sides = bodies.map((body) => `${body.side}: ${nameOf(body)}`);
  return `${printName(id)}: { ${sides.join(", ")} }`;
}
