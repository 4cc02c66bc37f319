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
import { operationConstants } from "./operation-constants.js";
import { validatorSchemas } from "./validator-schemas.js";

/** A body of a wrapped operation with its validator. */
interface ValidatedBody extends ContentSchema {
  readonly side: Side;
  /** Status of a response. */
  readonly status?: string;
  /** Its type in schema.ts. */
  readonly type: string;
}

interface ValidatedOperation {
  readonly id: string;
  readonly bodies: readonly ValidatedBody[];
  /** Statuses of successes without JSON. */
  readonly empty: readonly string[];
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
    empty: emptySuccesses(document, operationOf(operations, id)),
  }));
  const { code, nameOf } = await compile(document, validated);
  const constants = operationConstants(operations.map(({ id }) => id));
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
  (data: unknown, status?: number): data is Type;
  errors?: readonly ValidationError[] | null;
}

${code}${validated.some(hasSeveralSuccesses) ? byStatus : ""}
// The validators of each wrapped operation. A response's ignores write-only fields.

${validated.map((operation) => printConstant(operation, constants.get(operation.id) ?? "", nameOf)).join("\n")}`;
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
    return content ? [{ status, content }] : [];
  });
  const bodies: ValidatedBody[] = [];
  if (request) {
    const holder = `${types}["requestBody"]`;
    const type = typeIn(body?.["required"] === true ? holder : `NonNullable<${holder}>`, request);
    bodies.push({ ...request, side: "request", type: `Writable<${type}>` });
  }
  for (const { status, content } of responses) {
    const key = /^\d+$/.test(status) ? status : `"${status}"`;
    const type = `Readable<${typeIn(`${types}["responses"][${key}]`, content)}>`;
    bodies.push({ ...content, side: "response", status, type });
  }
  return bodies;
}

/** Statuses of successes that have no JSON. */
const emptySuccesses = (document: OpenapiDocument, operation: Operation): string[] =>
  successesOf(document, operation)
    .filter(([, response]) => jsonSchemaOf(response) === undefined)
    .map(([status]) => status);

const responsesIn = ({ bodies }: ValidatedOperation): readonly ValidatedBody[] =>
  bodies.filter(({ side }) => side === "response");

const hasSeveralSuccesses = (operation: ValidatedOperation): boolean =>
  responsesIn(operation).length > 0 && responsesIn(operation).length + operation.empty.length > 1;

/** Chooses among the validators of an operation's successes; an undeclared one is like the first. */
const byStatus = `function byStatus(successes) {
  const [first] = Object.values(successes);
  const validate = (data, status) => {
    const chosen = successes[status] ?? successes[String(status)[0] + "XX"] ?? first;
    const isValid = chosen(data);
    validate.errors = chosen.errors;
    return isValid;
  };
  return validate;
}
function empty(data) {
  empty.errors = data === undefined ? null : [{ path: [], keyword: "not", message: "must be empty" }];
  return data === undefined;
}
`;

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
        body.side + schemas[body.side].add(`body of ${id} ${body.status ?? ""}`, body.schema),
      ]),
    ),
  );
  const { code, nameOf } = await compileSchemas(
    { request: schemas.request.definitions(), response: schemas.response.definitions() },
    [...references.values()],
  );
  return { code, nameOf: (body) => nameOf(references.get(body) ?? "") };
}

function printConstant(
  operation: ValidatedOperation,
  constant: string,
  nameOf: CompiledBodies["nameOf"],
): string {
  return `export const ${constant}: {\n${printTypes(operation)}} = { ${printMembers(operation, nameOf)} };\n`;
}

function printTypes({ bodies, empty }: ValidatedOperation): string {
  const sides = (["request", "response"] as const).flatMap((side) => {
    const types = bodies.filter((body) => body.side === side).map(({ type }) => type);
    const isOptional = side === "response" && empty.length > 0;
    if (types.length === 0) return [];
    const all = [...types, ...(isOptional ? ["undefined"] : [])].join(" | ");
    return [`  readonly ${side}: Validator<${all}>;\n`];
  });
  return sides.join("");
}

function printMembers(operation: ValidatedOperation, nameOf: CompiledBodies["nameOf"]): string {
  const { bodies, empty } = operation;
  const successes = [
    ...responsesIn(operation).map((body) => `${printName(body.status ?? "")}: ${nameOf(body)}`),
    ...empty.map((status) => `${printName(status)}: empty`),
  ];
  const sides = hasSeveralSuccesses(operation)
    ? [
        ...bodies
          .filter(({ side }) => side === "request")
          .map((body) => `request: ${nameOf(body)}`),
        `response: /* @__PURE__ */ byStatus({ ${successes.join(", ")} })`,
      ]
    : bodies.map((body) => `${body.side}: ${nameOf(body)}`);
  return sides.join(", ");
}
