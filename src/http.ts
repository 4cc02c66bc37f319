import { GatewayInputError } from "./errors/gateway-input-error.js";
import { callOptionNames, GatewayCall, type ClientSettings } from "./gateway-call.js";
import type { GatewayHttp, ParseAs } from "./http-types.js";
import { checkHeaders, type GatewayHeaders } from "./input/headers.js";
import { checkOptionNames } from "./input/limits.js";
import { checkPathParameter } from "./input/path-parameter.js";
import { judgeRequestBody, successReader } from "./judge.js";
import { replaceBody } from "./judged-response.js";
import { requestAt, type OpenapiFetchClient } from "./openapi-fetch-client.js";
import type { OperationContract } from "./operation-contract.js";
import type { CallOptions } from "./options.js";
import type { Answer } from "./transport-request.js";

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

/**
 * Makes `gateway.http`: openapi-fetch, with every way past the transport closed.
 *
 * @param contractAt finds the operation that a method and a path template stand for
 */
export function createHttp(
  client: OpenapiFetchClient,
  settings: ClientSettings,
  contractAt: (method: string, path: string) => OperationContract | undefined,
): GatewayHttp {
  const method = (name: string) => {
    return async (path: string, call: UncheckedCall = {}): Promise<unknown> => {
      const contract = contractAt(name, path);
      if (!contract) throw new GatewayInputError("path", `is none that the spec has with ${name}`);
      return await request({ client, settings, contract, method: name, path }, call);
    };
  };
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
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each method checks path and options at run time
  return Object.freeze(http) as unknown as GatewayHttp;
}

const refuse = (name: string) => () => {
  throw new GatewayInputError(`http.${name}`, "is refused: it could carry a secret elsewhere");
};

/** A call whose operation has been found. */
interface FoundCall {
  readonly client: OpenapiFetchClient;
  readonly settings: ClientSettings;
  readonly contract: OperationContract;
  readonly method: string;
  readonly path: string;
}

async function request(
  { client, settings, contract, method, path }: FoundCall,
  call: UncheckedCall,
): Promise<unknown> {
  checkOptionNames(call, ["params", "body", "parseAs", ...callOptionNames]);
  const { params = {}, parseAs = "json" } = call;
  if (!parseForms.includes(parseAs)) {
    throw new GatewayInputError("parseAs", `must be one of ${parseForms.join(", ")}`);
  }
  checkOptionNames(params, ["path", "query", "header"], "params");
  const judged = judgeBody(contract, call.body);
  const { operation, response, terms } = contract;
  const readSuccess = successReader(response);
  const headers = { ...checkHeaders(params.header), ...checkHeaders(call.headers) };
  const callTerms = { operation, method, ...terms, readSuccess };
  const exchange = new GatewayCall(settings, callTerms, judged, { ...call, headers });
  const checked = { path: checkPath(path, params.path ?? {}), query: { ...params.query } };
  try {
    await requestAt(client, method, path, { params: checked, exchange });
  } catch {
    // The exchange never rejects, so this is openapi-fetch writing the query.
    throw new GatewayInputError("params.query", "cannot be written into a URL");
  }
  return await resultOf(exchange.answer(), parseAs);
}

function judgeBody({ requestBody, request: rules }: OperationContract, body: unknown) {
  if (body === undefined && requestBody !== "required") return { text: undefined, secrets: [] };
  if (requestBody === "none") throw new GatewayInputError("body", "is not taken here");
  return judgeRequestBody("body", body, rules);
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

async function resultOf(answer: Answer<unknown>, parseAs: ParseAs): Promise<unknown> {
  if ("error" in answer) {
    const { error, text, redact } = answer;
    return { error, response: replaceBody(answer.response, text(), redact) };
  }
  const { value, redact } = answer;
  const text = value === undefined ? "" : JSON.stringify(value);
  const response = replaceBody(answer.response, text, redact);
  if (parseAs === "json") return { data: value, response };
  const data = parseAs === "stream" ? response.body : await response[parseAs]();
  return { data, response };
}
