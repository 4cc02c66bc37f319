import { fieldsOf, isObject, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { resolve } from "../openapi/references.js";
import type { Sides } from "./pair-parts.js";

/** A kind of operation: what a document declares of that kind, and which side of it callers have. */
interface OperationKind {
  /** Words before an operation's id. */
  readonly prefix: string;
  readonly sides: Sides;
  readonly of: (document: OpenapiDocument) => Operation[];
}

/** Webhooks, whose request the server sends. 3.0 documents call them `x-webhooks`. */
function webhooksOf(document: OpenapiDocument): Operation[] {
  const paths = { ...fieldsOf(document["x-webhooks"]), ...fieldsOf(document["webhooks"]) };
  return named("webhook", operationsOf(withPaths(document, paths)));
}

/** Callbacks of all operations, whose request the server sends. */
function callbacksOf(document: OpenapiDocument): Operation[] {
  const paths = operationsOf(document).flatMap(({ id, fields }) =>
    Object.entries(fieldsOf(fields["callbacks"])).flatMap(([name, callback]) =>
      Object.entries(fieldsOf(resolve(document, callback))).map(
        ([address, item]): [string, Json] => [
          `${id} ${name} ${address}`,
          withoutIds(resolve(document, item)),
        ],
      ),
    ),
  );
  return named("callback", operationsOf(withPaths(document, Object.fromEntries(paths))));
}

const withPaths = (document: OpenapiDocument, paths: JsonObject): OpenapiDocument => ({
  ...document,
  paths,
});

const named = (kind: string, operations: readonly Operation[]): Operation[] =>
  operations.map((operation) => ({ ...operation, id: `${kind} ${operation.id}` }));

/** Operations often share a callback, and with it its operationId. */
const withoutIds = (item: Json): JsonObject =>
  Object.fromEntries(
    Object.entries(fieldsOf(item)).map(([name, part]) => {
      if (!isObject(part)) return [name, part];
      const { operationId: _id, ...rest } = part;
      return [name, rest];
    }),
  );

const called: Sides = { sent: "request", returned: "response" };
const reversed: Sides = { sent: "response", returned: "request" };

/** Everything that a document says of requests and their responses. */
export const operationKinds: readonly OperationKind[] = [
  { prefix: "operation ", sides: called, of: operationsOf },
  { prefix: "", sides: reversed, of: webhooksOf },
  { prefix: "", sides: reversed, of: callbacksOf },
];
