import { contracts } from "../generated/spec.js";
import { describeError } from "../operations/describe-error.js";
import type { Operation, OperationId } from "../operations/operation.js";
import * as operations from "../operations/wrapped-operations.js";
import { refusal, type FakeAnswer } from "./fake-answer.js";
import type { FakeGatewayOptions } from "./fake-gateway.js";
import type { RecordedRequest } from "./recorded-request.js";

/** A request that matches the document. */
export interface ValidRequest {
  readonly operation: OperationId;
  /** Path parameters, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const routes = Object.values<Operation<OperationId>>(operations).map((operation) => {
  const path = operation.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  // Any segments before it: baseUrl may have a path prefix.
  return { operation, pattern: new RegExp(`^(?:/[^/]+)*${path}$`) };
});

const bearer = /^bearer +(\S+)$/i;
/** A content type without the charset that JSON has anyway. */
const essenceOf = (type: string): string =>
  type.replace(/ *; *charset="?utf-8"? *$/i, "").toLowerCase();

/**
 * Validates a request against the document; an invalid one is refused as the gateway would.
 *
 * @param allowed the only key and account accepted, checked before anything is told of query and body
 */
export function validateRequest(
  request: RecordedRequest,
  allowed: FakeGatewayOptions,
): ValidRequest | FakeAnswer {
  const { pathname, searchParams } = new URL(request.url);
  const atPath = routes.filter(({ pattern }) => pattern.test(pathname));
  if (atPath.length === 0) return refusal(404, "NOT_FOUND", "no operation has this path");
  const route = atPath.find(({ operation }) => operation.method === request.method);
  if (!route) {
    // Sorted: a namespace's order differs between bundlers.
    const allow = atPath
      .map(({ operation }) => operation.method)
      .toSorted()
      .join(", ");
    return refusal(405, "UNIMPLEMENTED", `only ${allow} is allowed here`, { allow });
  }
  const path = decode({ ...route.pattern.exec(pathname)?.groups });
  if (!path) return invalid("the path is not percent-encoded UTF-8");
  const apiKey = bearer.exec(request.headers["authorization"] ?? "")?.[1];
  if (apiKey === undefined) return unauthenticated("expected authorization: Bearer <API_KEY>");
  const { operation } = route;
  const query = Object.fromEntries(searchParams);
  if (apiKey !== (allowed.apiKey ?? apiKey)) return unauthenticated("the API key is unknown");
  if (path["account_id"] !== (allowed.accountId ?? path["account_id"])) {
    return refusal(403, "PERMISSION_DENIED", "the API key is not for this account");
  }
  return (
    invalidQuery(operation, query) ??
    invalidBody(operation, request) ?? { operation: operation.id, path, query, body: request.body }
  );
}

function unauthenticated(message: string): FakeAnswer {
  return refusal(401, "UNAUTHENTICATED", message, { "www-authenticate": "Bearer" });
}

export const invalid = (message: string): FakeAnswer => refusal(400, "INVALID_ARGUMENT", message);

function decode(
  segments: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> | undefined {
  try {
    return Object.fromEntries(
      Object.entries(segments).map(([name, segment]) => [name, decodeURIComponent(segment)]),
    );
  } catch {
    return undefined;
  }
}

function invalidQuery(
  { id }: Operation<OperationId>,
  query: Readonly<Record<string, string>>,
): FakeAnswer | undefined {
  const parameters: readonly { readonly name: string; readonly in: string }[] =
    contracts[id].parameters;
  const known = parameters.filter((parameter) => parameter.in === "query");
  const unknown = Object.keys(query).find((name) => !known.some((one) => one.name === name));
  return unknown === undefined ? undefined : invalid(`there is no query parameter ${unknown}`);
}

function invalidBody(
  { contentType, request: { validator: validate } }: Operation,
  { headers, body }: RecordedRequest,
): FakeAnswer | undefined {
  if (!validate) return undefined;
  if (essenceOf(headers["content-type"] ?? "") !== essenceOf(contentType)) {
    return refusal(415, "INVALID_ARGUMENT", `expected content-type: ${contentType}`);
  }
  if (validate(body)) return undefined;
  const { path, problem } = describeError(validate.errors, body);
  return invalid(`${["body", ...path].join(".")} ${problem}`);
}
