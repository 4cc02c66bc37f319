import { GatewayInputError } from "./errors/gateway-input-error.js";
import { operations } from "./generated/spec.js";
import { validators, type Validator } from "./generated/validators.js";
import { callOptionNames, GatewayCall, type ClientSettings } from "./gateway-call.js";
import type { GatewayHttp, ParseAs } from "./http-types.js";
import { checkHeaders, type GatewayHeaders } from "./input/headers.js";
import { checkOptionNames } from "./input/limits.js";
import { checkPathParameter } from "./input/path-parameter.js";
import { judgeRequestBody, successReader } from "./judge.js";
import { replaceBody } from "./judged-response.js";
import { requestAt, type OpenapiFetchClient } from "./openapi-fetch-client.js";
import { operationAt, termsOf, type OperationId } from "./operation-terms.js";
import type { CallOptions } from "./options.js";

/** A call as it may come from JavaScript, before it is checked. */
interface UncheckedCall extends CallOptions {
  readonly params?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly header?: GatewayHeaders;
  };
  readonly body?: unknown;
  readonly parseAs?: ParseAs;
}

const parseForms: readonly unknown[] = ["json", "text", "blob", "arrayBuffer", "stream"];

/** What judges the bodies of an operation that nobody wrapped: its types have to do. */
const anything: Validator<unknown> = (_body): _body is unknown => true;

const wrapped: Partial<
  Record<OperationId, { request?: Validator<unknown>; response?: Validator<unknown> }>
> = validators;

/** Makes `gateway.http`: openapi-fetch, with every way past the transport closed. */
export function createHttp(client: OpenapiFetchClient, settings: ClientSettings): GatewayHttp {
  const method =
    (name: string) =>
    (path: string, call: UncheckedCall = {}) =>
      request(client, settings, name, path, call);
  const http = {
    GET: method("GET"),
    PUT: method("PUT"),
    POST: method("POST"),
    DELETE: method("DELETE"),
    OPTIONS: method("OPTIONS"),
    HEAD: method("HEAD"),
    PATCH: method("PATCH"),
    use: refuse("use"),
    eject: refuse("eject"),
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked at run time, path by path
  return Object.freeze(http) as unknown as GatewayHttp;
}

const refuse = (name: string) => () => {
  throw new GatewayInputError(`http.${name}`, "is refused: it could carry a secret elsewhere");
};

async function request(
  client: OpenapiFetchClient,
  settings: ClientSettings,
  method: string,
  path: string,
  call: UncheckedCall,
): Promise<unknown> {
  checkOptionNames(call, ["params", "body", "parseAs", ...callOptionNames]);
  const { params = {}, parseAs = "json" } = call;
  if (!parseForms.includes(parseAs)) {
    throw new GatewayInputError("parseAs", `must be one of ${parseForms.join(", ")}`);
  }
  checkOptionNames(params, ["path", "query", "header"], "params");
  const operation = operationAt(method, path);
  if (!operation) throw new GatewayInputError("path", `is none that the spec has with ${method}`);
  const { writeOnly, requestBody } = operations[operation];
  const { request: validator = anything, response = anything } = wrapped[operation] ?? {};
  const judged =
    call.body === undefined && requestBody !== "required"
      ? { text: undefined, secrets: [] }
      : judgeRequestBody("body", call.body, { validator, writeOnly: writeOnly.request });
  const terms = {
    operation,
    method,
    ...termsOf(operation, method),
    readSuccess: successReader({ validator: response, writeOnly: writeOnly.response }),
  };
  const headers = { ...checkHeaders(params.header), ...checkHeaders(call.headers) };
  const exchange = new GatewayCall(settings, terms, judged, { ...call, headers });
  const checked = { path: checkPath(path, params.path ?? {}), query: { ...params.query } };
  try {
    await requestAt(client, method, path, { params: checked, exchange });
  } catch {
    // The exchange never rejects, so this is openapi-fetch writing the query.
    throw new GatewayInputError("params.query", "cannot be written into a URL");
  }
  return await resultOf(exchange, parseAs);
}

/** Checks that the parameters are those of the template, each fit to be one segment. */
function checkPath(
  template: string,
  values: Readonly<Record<string, unknown>>,
): Record<string, string> {
  const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => String(name));
  checkOptionNames(values, names, "params.path");
  return Object.fromEntries(
    names.map((name) => [name, checkPathParameter(`params.path.${name}`, values[name])]),
  );
}

async function resultOf(call: GatewayCall<unknown>, parseAs: ParseAs): Promise<unknown> {
  const { answer } = call;
  if (answer === undefined) throw call.failure;
  if ("error" in answer) {
    const { error, text, redact } = answer;
    return { error, response: replaceBody(answer.response, text, redact) };
  }
  const { value, redact } = answer;
  const text = value === undefined ? "" : JSON.stringify(value);
  const response = replaceBody(answer.response, text, redact);
  if (parseAs === "json") return { data: value, response };
  const data = parseAs === "stream" ? response.body : await response[parseAs]();
  return { data, response };
}
