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
import { compileSchemas, inlineHelpers } from "./compile-validators.js";
import { validatorSchemas } from "./validator-schemas.js";

/** A body of a wrapped operation with its validator. */
interface ValidatedBody extends ContentSchema {
  readonly side: Side;
  /** Its type in schema.ts. */
  readonly type: string;
  /** Name of its compiled validator. */
  readonly validator: string;
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
  const validated = wrapped.map((id, index) => ({
    id,
    bodies: validatedBodies(document, operationOf(operations, id), index),
  }));
  const code = await compile(document, validated);
  return `// @ts-nocheck: ajv writes JavaScript without types; what is exported below is typed by hand.
import type { operations, Readable, Writable } from "./schema.js";

/** Where and how data breaks a schema; it holds nothing of the data but names. */
export interface ValidationError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Judges data by a schema of the document; \`errors\` speaks of the last call. */
export interface Validator<Type> {
  (data: unknown): data is Type;
  errors?: readonly ValidationError[] | null;
}

/** The validators of each wrapped operation; a response's knows no write-only fields. */
export const validators: {
${validated.map(printTypes).join("")}} = /* @__PURE__ */ compiledValidators();

function compiledValidators() {
${code}return { ${validated.map(printMembers).join(", ")} };
}
`;
}

function operationOf(operations: readonly Operation[], id: string): Operation {
  // An operation without operationId is typed under its path only.
  const found = operations.find(({ fields }) => fields["operationId"] === id);
  if (found) return found;
  throw new CommandError(
    `expected the operation ${id}, which openapi/operations.json names; found none in the document`,
  );
}

function validatedBodies(
  document: OpenapiDocument,
  operation: Operation,
  index: number,
): ValidatedBody[] {
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
    const validator = `request${index}`;
    bodies.push({ ...request, side: "request", type: `Writable<${type}>`, validator });
  }
  if (response) {
    const type = typeIn(`${types}["responses"][${response.status}]`, response.content);
    const validator = `response${index}`;
    bodies.push({ ...response.content, side: "response", type: `Readable<${type}>`, validator });
  }
  return bodies;
}

const typeIn = (holder: string, { contentType }: ContentSchema): string =>
  `${holder}["content"][${JSON.stringify(contentType)}]`;

async function compile(
  document: OpenapiDocument,
  validated: readonly ValidatedOperation[],
): Promise<string> {
  const schemas = {
    request: validatorSchemas(document, "request"),
    response: validatorSchemas(document, "response"),
  };
  const references = validated.flatMap(({ id, bodies }) =>
    bodies.map(({ side, schema, validator }) => [
      validator,
      side + schemas[side].add(`body of ${id}`, schema),
    ]),
  );
  const code = compileSchemas(
    { request: schemas.request.definitions(), response: schemas.response.definitions() },
    Object.fromEntries(references),
  );
  return inlineHelpers(code);
}

function printTypes({ id, bodies }: ValidatedOperation): string {
  const sides = bodies.map(({ side, type }) => `    readonly ${side}: Validator<${type}>;\n`);
  return `  readonly ${printName(id)}: {\n${sides.join("")}  };\n`;
}

function printMembers({ id, bodies }: ValidatedOperation): string {
  const sides = bodies.map(({ side, validator }) => `${side}: ${validator}`);
  return `${printName(id)}: { ${sides.join(", ")} }`;
}
