import { GatewayInputError } from "../errors/gateway-input-error.js";
import { checkHeaders } from "../input/headers.js";
import { ownOptions } from "../input/option-checks.js";
import * as spec from "../generated/spec.js";
import { callOptionNames, createRequest, type Request } from "../operations/call.js";
import type { OperationMetadata } from "../operations/operation.js";
import { operationAt, type FoundOperation } from "./operation-at.js";
import { checkClientOptions } from "../operations/settings.js";
import type { CallOptions, GatewayClientOptions } from "../options.js";
import { systemClock, type Clock } from "../transport/clock.js";
import type { GatewayHttp, ParseAs } from "./http-types.js";
import { checkPathParameters, headerParameters } from "./parameters.js";
import { resultOf } from "./result.js";

/**
 * Creates the typed openapi-fetch surface. It calls any operation of the document by method and
 * path, with the same validation, retries and protection of secrets as the client's methods.
 *
 * @param options options of `createGatewayClient`; `accountId` is ignored, since the path names it
 * @throws GatewayInputError if an option is invalid, or in a page with a DOM
 *
 * @example
 * ```ts
 * import { createGatewayHttp } from "fireworks-gateway-client/http";
 *
 * const http = createGatewayHttp();
 * const { data, error } = await http.POST("/v1/accounts/{account_id}/secrets", {
 *   params: { path: { account_id: "acme" } },
 *   body: { name: "accounts/acme/secrets/my-key", keyName: "MY_KEY", value: "..." },
 * });
 * if (error) console.error(error.status, error.code);
 * else console.log(data.name);
 * ```
 */
export function createGatewayHttp(options: GatewayClientOptions = {}): GatewayHttp {
  return createHttpWith(systemClock, options);
}

/**
 * createGatewayHttp with an injected clock and other operations, for tests.
 *
 * @internal
 */
export function createHttpWith(
  clock: Clock,
  options: GatewayClientOptions,
  operations: readonly OperationMetadata[] = Object.values(spec.operations),
): GatewayHttp {
  const request = createRequest(checkClientOptions(clock, options));
  const method = (name: string) => {
    return async (path: string, call: UncheckedCall = {}) =>
      requestAt(request, operationAt(operations, name, path), call);
  };
  const http = {
    GET: method("GET"),
    PUT: method("PUT"),
    POST: method("POST"),
    DELETE: method("DELETE"),
    OPTIONS: method("OPTIONS"),
    HEAD: method("HEAD"),
    PATCH: method("PATCH"),
    use: refuseMiddleware("use"),
    eject: refuseMiddleware("eject"),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each method checks its path and options at run time
  return Object.freeze(http) as unknown as GatewayHttp;
}

const refuseMiddleware = (name: string) => () => {
  throw new GatewayInputError(`http.${name}`, "is not supported: middleware could leak a secret");
};

/** Options of a call before they are checked. */
interface UncheckedCall extends CallOptions {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: Readonly<Record<string, unknown>>;
  };
  readonly body?: unknown;
  readonly parseAs?: ParseAs;
}

const parseForms: readonly unknown[] = ["json", "text", "blob", "arrayBuffer", "stream"];

async function requestAt(
  request: Request,
  { operation, lists }: FoundOperation,
  call: UncheckedCall,
): Promise<unknown> {
  const options = ownOptions(call, ["params", "body", "parseAs", ...callOptionNames]);
  const { body, parseAs = "json" } = options;
  if (!parseForms.includes(parseAs)) {
    throw new GatewayInputError("parseAs", `must be one of ${parseForms.join(", ")}`);
  }
  const params = ownOptions(options.params ?? {}, ["path", "query", "header"], "params");
  const input = {
    path: checkPathParameters(operation.path, params.path ?? {}, lists),
    query: { ...params.query },
    body,
  };
  const headers = {
    ...checkHeaders(headerParameters(params.header ?? {})),
    ...checkHeaders(options.headers ?? {}),
  };
  // Into the copy that ownOptions made: a spread would inherit options from a polluted prototype.
  const result = await request(operation, input, Object.assign(options, { headers }), {
    bodyName: "body",
  });
  return await resultOf(result, parseAs);
}
