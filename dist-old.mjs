// ../wt/cli/src/generated/spec.ts
var version = "4.259.0";
var server = "https://api.fireworks.ai";
var operations = {
  Gateway_CreateSecret: {
    method: "post",
    path: "/v1/accounts/{account_id}/secrets",
    requestBody: "required",
    writeOnly: { request: [["value"]], response: [["value"]] }
  }
};

// ../wt/cli/src/generated/validators.ts
var validators = /* @__PURE__ */ compiledValidators();
function compiledValidators() {
  var request0 = validate1;
  var func0 = Object.prototype.hasOwnProperty;
  function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
    let vErrors = null, errors = 0;
    if (errors === 0)
      if (data && typeof data == "object" && !Array.isArray(data)) {
        let missing0;
        if ((data.name === void 0 || !func0.call(data, "name")) && (missing0 = "name") || (data.keyName === void 0 || !func0.call(data, "keyName")) && (missing0 = "keyName"))
          return validate1.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }], false;
        if (data.name !== void 0 && func0.call(data, "name")) {
          let _errs1 = errors;
          if (typeof data.name != "string")
            return validate1.errors = [{ instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" }], false;
          var valid0 = _errs1 === errors;
        } else
          var valid0 = true;
        if (valid0) {
          if (data.keyName !== void 0 && func0.call(data, "keyName")) {
            let _errs3 = errors;
            if (typeof data.keyName != "string")
              return validate1.errors = [{ instancePath: instancePath + "/keyName", schemaPath: "#/properties/keyName/type", keyword: "type", params: { type: "string" }, message: "must be string" }], false;
            var valid0 = _errs3 === errors;
          } else
            var valid0 = true;
          if (valid0)
            if (data.value !== void 0 && func0.call(data, "value")) {
              let _errs5 = errors;
              if (typeof data.value != "string")
                return validate1.errors = [{ instancePath: instancePath + "/value", schemaPath: "#/properties/value/type", keyword: "type", params: { type: "string" }, message: "must be string" }], false;
              var valid0 = _errs5 === errors;
            } else
              var valid0 = true;
        }
      } else
        return validate1.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }], false;
    return validate1.errors = vErrors, errors === 0;
  }
  var response0 = validate3;
  function validate3(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
    let vErrors = null, errors = 0;
    if (errors === 0)
      if (data && typeof data == "object" && !Array.isArray(data)) {
        let missing0;
        if ((data.name === void 0 || !func0.call(data, "name")) && (missing0 = "name") || (data.keyName === void 0 || !func0.call(data, "keyName")) && (missing0 = "keyName"))
          return validate3.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }], false;
        if (data.name !== void 0 && func0.call(data, "name")) {
          let _errs1 = errors;
          if (typeof data.name != "string")
            return validate3.errors = [{ instancePath: instancePath + "/name", schemaPath: "#/properties/name/type", keyword: "type", params: { type: "string" }, message: "must be string" }], false;
          var valid0 = _errs1 === errors;
        } else
          var valid0 = true;
        if (valid0)
          if (data.keyName !== void 0 && func0.call(data, "keyName")) {
            let _errs3 = errors;
            if (typeof data.keyName != "string")
              return validate3.errors = [{ instancePath: instancePath + "/keyName", schemaPath: "#/properties/keyName/type", keyword: "type", params: { type: "string" }, message: "must be string" }], false;
            var valid0 = _errs3 === errors;
          } else
            var valid0 = true;
      } else
        return validate3.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }], false;
    return validate3.errors = vErrors, errors === 0;
  }
  return { Gateway_CreateSecret: { request: request0, response: response0 } };
}

// ../wt/cli/src/errors/gateway-error.ts
var GatewayError = class extends Error {
  static {
    brand(this.prototype, "GatewayError");
  }
  /**
   * `false`: the server did not do what was asked. `true`: it may have. It speaks of the whole
   * call, over all its attempts; what cannot be decided counts as `true`.
   */
  mayHaveSucceeded;
  constructor(message, mayHaveSucceeded, options) {
    super(message, options);
    this.mayHaveSucceeded = mayHaveSucceeded;
  }
  /**
   * Whether `error` is of this class. Unlike `instanceof` it also knows the errors of another copy
   * of this package.
   */
  static isInstance(error) {
    const { prototype } = this;
    const symbol = symbolOf(prototype.name);
    return Object.hasOwn(prototype, symbol) ? symbol in Object(error) : Object.prototype.isPrototypeOf.call(prototype, Object(error));
  }
};
function brand(prototype, name) {
  prototype.name = name;
  Object.defineProperty(prototype, symbolOf(name), { value: true });
}
function symbolOf(name) {
  return /* @__PURE__ */ Symbol.for(`fireworks-gateway-client.${name}`);
}

// ../wt/cli/src/errors/gateway-input-error.ts
var GatewayInputError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayInputError");
  }
  /** What is wrong, as a path: `accountId`, `headers.x-team`, `secret.keyName`. */
  field;
  constructor(field, problem, mayHaveSucceeded = false) {
    super(`${field} ${problem}`, mayHaveSucceeded);
    this.field = field;
  }
};

// ../wt/cli/src/input/headers.ts
var refused = /^(authorization|content-type|content-length|host|connection|expect|keep-alive|te|trailer|transfer-encoding|upgrade|__proto__)$/;
var token = /^[!#$%&'*+.^_`|~\w-]+$/;
var text = /^[\t\x20-\x7e\x80-\xff]*$/;
function checkHeaders(headers) {
  if (headers === void 0) return {};
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) {
    throw new GatewayInputError("headers", "must be a plain object of names and values");
  }
  const given = Object.entries(headers).filter(([, value]) => value !== void 0);
  return Object.fromEntries(
    given.map(([name, value]) => [checkName(name), checkValue(name, value)])
  );
}
function layHeaders(base, added) {
  const changes = Object.entries(added);
  if (changes.length === 0) return base;
  const headers = { ...base };
  for (const [name, value] of changes) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return headers;
}
function checkName(name) {
  if (!token.test(name)) throw new GatewayInputError("headers", "holds a name that is not allowed");
  const lowerCase = name.toLowerCase();
  if (refused.test(lowerCase)) throw new GatewayInputError(`headers.${lowerCase}`, "cannot be set");
  return lowerCase;
}
function checkValue(name, value) {
  if (value === null) return null;
  if (typeof value === "string" && text.test(value)) return value;
  const problem = "must be a string of Latin-1 characters without line breaks";
  throw new GatewayInputError(`headers.${name.toLowerCase()}`, problem);
}

// ../wt/cli/src/input/limits.ts
var longestTimeout = 2 ** 31 - 1;
function checkTimeout(timeout) {
  if (typeof timeout === "number" && timeout > 0 && timeout <= longestTimeout) return timeout;
  const problem = `must be milliseconds, more than 0 and at most ${longestTimeout}`;
  throw new GatewayInputError("timeout", problem);
}
function checkMaxRetries(maxRetries) {
  if (Number.isSafeInteger(maxRetries) && Number(maxRetries) >= 0) return Number(maxRetries);
  throw new GatewayInputError("maxRetries", "must be a whole number, 0 or more");
}
function checkSignal(signal) {
  if (signal === void 0 || isSignal(signal)) return signal;
  throw new GatewayInputError("signal", "must be an AbortSignal");
}
var isSignal = (value) => typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value;
function checkOptionNames(options, known2, field = "options") {
  if (typeof options !== "object" || options === null) {
    throw new GatewayInputError(field, "must be an object");
  }
  const unknown = Object.keys(options).find((name) => !known2.includes(name));
  if (unknown !== void 0) {
    throw new GatewayInputError(unknown, `is not an option here; these are: ${known2.join(", ")}`);
  }
}

// ../wt/cli/src/openapi-fetch-client.ts
import createClient from "openapi-fetch";
var noContent = { ok: true, status: 204, headers: { get: () => null } };
function createOpenapiFetchClient(baseUrl) {
  const platform = { Request: PlainRequest, fetch: carryOut };
  return createClient({ baseUrl, ...platform });
}
function carriedByExchange(_body) {
  return void 0;
}
function requestAt(client, method, path, call) {
  const request2 = client.request;
  return request2(method, path, call);
}
var PlainRequest = class {
  url;
  method;
  exchange;
  constructor(url, init) {
    this.url = url;
    this.method = init.method;
    this.exchange = init.exchange;
  }
};
var carryOut = ({ url, exchange }) => exchange.send(url);

// ../wt/cli/src/connection-failure.ts
var notSentCodes = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;
var notSentFromConnect = "ETIMEDOUT";
var certificateCodes = /^(CERT_\w+|ERR_TLS_CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_(GET|VERIFY|DECRYPT)_\w+|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)$/;
function readConnectionFailure(error, redact) {
  const outer = fieldsOf(error);
  const inner = fieldsOf(outer.cause);
  const source = inner.code === void 0 && inner.message === void 0 ? outer : inner;
  const { code = "", syscall } = source.code === void 0 ? outer : source;
  const fromConnect = syscall === "connect" || syscall === "getaddrinfo";
  const notSent = notSentCodes.test(code) && (syscall === void 0 || fromConnect) ? true : code === notSentFromConnect && fromConnect;
  return {
    notSent,
    harmless: notSent || certificateCodes.test(code),
    cause: {
      name: redact(source.name ?? "Error"),
      message: redact(source.message ?? ""),
      code: code === "" ? void 0 : redact(code)
    }
  };
}
function fieldsOf(error) {
  if (typeof error === "string") return { message: error };
  return {
    name: text2(error, "name"),
    message: text2(error, "message"),
    code: text2(error, "code"),
    // Node tries all addresses of a host and wraps what came of it, without a syscall of its own.
    syscall: text2(error, "syscall") ?? text2(read(read(error, "errors"), "0"), "syscall"),
    cause: read(error, "cause")
  };
}
function text2(holder, name) {
  const value = read(holder, name);
  return typeof value === "string" ? value : void 0;
}
function read(holder, name) {
  try {
    return Reflect.get(Object(holder), name);
  } catch {
    return void 0;
  }
}

// ../wt/cli/src/fields.ts
var isObject = (value) => typeof value === "object" && value !== null;
function visitFields(data, path, visit, depth = 0) {
  const name = path[depth];
  if (!isObject(data) || name === void 0) return;
  for (const key of name === "*" ? Object.keys(data) : [name]) {
    if (!Object.hasOwn(data, key)) continue;
    if (depth === path.length - 1) visit(data, key);
    else visitFields(data[key], path, visit, depth + 1);
  }
}
function isLost(original, copy, path, depth = 0) {
  const name = path[depth];
  if (!isObject(original) || !isObject(copy) || name === void 0) return false;
  const isIn = (key) => isLost(original[key], copy[key], path, depth + 1);
  if (name === "*") return Object.keys(copy).some(isIn);
  if (depth < path.length - 1) return isIn(name);
  return name in original && !Object.hasOwn(copy, name);
}
var deepestNesting = 100;
function isTooDeep(data, levels = deepestNesting) {
  if (!isObject(data)) return false;
  if (levels === 0) return true;
  for (const name in data) if (isTooDeep(data[name], levels - 1)) return true;
  return false;
}
function textsIn(data) {
  if (typeof data === "string") return [data];
  if (typeof data === "number") return [String(data)];
  return isObject(data) ? Object.values(data).flatMap(textsIn) : [];
}

// ../wt/cli/src/google-rpc.ts
var codeNames = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED"
];
var codesByStatus = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ALREADY_EXISTS",
  412: "FAILED_PRECONDITION",
  429: "RESOURCE_EXHAUSTED",
  499: "CANCELLED",
  500: "INTERNAL",
  501: "UNIMPLEMENTED",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED"
};
function codeOfStatus(status) {
  return codesByStatus[status] ?? "UNKNOWN";
}
function codeOfBody(code) {
  const name = codeNames.find((known2, number) => code === known2 || code === number);
  return name === "OK" ? void 0 : name;
}

// ../wt/cli/src/error-body.ts
var longestMessage = 1e3;
function readErrorBody(text3, redact) {
  const { isJson, content } = parse(text3);
  const body = isTooDeep(content) ? void 0 : content;
  const outer = fieldsOf2(body);
  const inner = fieldsOf2(outer["error"]);
  const messages = [inner["message"], outer["message"], outer["error"], outer["detail"], body];
  const details = [inner["details"], outer["details"]].find(Array.isArray) ?? [];
  return {
    code: [inner["status"], inner["code"], outer["code"]].map(codeOfBody).find(Boolean),
    // Twice: a secret that was broken over two lines is whole once they are one.
    message: messages.filter((message) => typeof message === "string").map((message) => redact(oneLine(redact(message)))).find(Boolean) ?? "",
    details: details.map((detail) => scrub(detail, redact)),
    text: () => isJson ? JSON.stringify(scrub(body, redact)) ?? "" : redact(text3)
  };
}
function parse(text3) {
  try {
    return { isJson: true, content: JSON.parse(text3) };
  } catch {
    return { isJson: false, content: text3.trimStart().startsWith("<") ? void 0 : text3 };
  }
}
function scrub(value, redact) {
  if (typeof value === "string") return redact(value);
  if (typeof value === "number") return redact(String(value)) === String(value) ? value : "";
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => scrub(item, redact));
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [redact(key), scrub(field, redact)])
  );
}
function fieldsOf2(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
var controlsAndLineBreaks = /[^ -~\xa0-\u2027\u202a-\uffff]+/g;
function oneLine(text3) {
  const line = text3.replace(controlsAndLineBreaks, " ").trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}\u2026` : line;
}

// ../wt/cli/src/errors/gateway-api-error.ts
var GatewayApiError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayApiError");
  }
  /** The HTTP status: 400 to 599. */
  status;
  /** The google.rpc code that the body names; where it names none, the one that fits the status. */
  code;
  /** The body's `details`, scrubbed; empty where it has none. */
  details;
  /** The request's id for the vendor's support, from the response's headers. */
  requestId;
  /** How long the server asks to wait before the next try, in milliseconds. */
  retryAfter;
  constructor(fields, serverMessage, mayHaveSucceeded) {
    const text3 = serverMessage && `: ${serverMessage}`;
    const id = fields.requestId === void 0 ? "" : ` (request id ${fields.requestId})`;
    super(`${fields.status} ${fields.code}${text3}${id}`, mayHaveSucceeded);
    this.status = fields.status;
    this.code = fields.code;
    this.details = fields.details;
    this.requestId = fields.requestId;
    this.retryAfter = fields.retryAfter;
  }
};

// ../wt/cli/src/errors/gateway-connection-error.ts
var GatewayConnectionError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayConnectionError");
  }
  constructor(message, mayHaveSucceeded, cause) {
    super(message, mayHaveSucceeded, { cause });
  }
};

// ../wt/cli/src/errors/gateway-protocol-error.ts
var GatewayProtocolError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayProtocolError");
  }
  /** The HTTP status; 0 where the platform hides it. */
  status;
  /** The request's id for the vendor's support, from the response's headers. */
  requestId;
  constructor(message, mayHaveSucceeded, status, requestId) {
    super(message, mayHaveSucceeded);
    this.status = status;
    this.requestId = requestId;
  }
};

// ../wt/cli/src/response-body.ts
var bodyLimit = 2 ** 20;
async function readBody(response, hold) {
  const { body } = response;
  if (body === null) return new Uint8Array();
  if (typeof body?.getReader !== "function") return readWhole(response.arrayBuffer());
  const reader = body.getReader();
  const cancel = () => {
    reader.cancel().catch(() => {
    });
  };
  hold(cancel);
  const chunks = [];
  let size = 0;
  try {
    for (; ; ) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks);
      size += value.byteLength || 1;
      if (size > bodyLimit) break;
      chunks.push(value);
    }
  } catch {
    return "breaks off";
  }
  cancel();
  return "passes 1 MiB";
}
async function readWhole(body) {
  try {
    const bytes = new Uint8Array(await body);
    return bytes.byteLength > bodyLimit ? "passes 1 MiB" : bytes;
  } catch {
    return "breaks off";
  }
}
function joined(chunks) {
  const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const [first] = chunks;
  if (first?.byteLength === size) return first;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
function discardBody(response) {
  response.body?.cancel?.().catch(() => {
  });
}

// ../wt/cli/src/retry-after.ts
var milliseconds = /^\d{1,10}(\.\d+)?$/;
var seconds = /^\d{1,10}$/;
var httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .* GMT$/;
function readRetryAfter(header, date) {
  const exact = header("retry-after-ms") ?? "";
  if (milliseconds.test(exact)) return Number(exact);
  const value = header("retry-after") ?? "";
  if (seconds.test(value)) return Number(value) * 1e3;
  const until = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? void 0 : Math.max(0, until - date);
}

// ../wt/cli/src/attempt.ts
async function sendAttempt(attempt) {
  const { fetch, mayHaveSucceeded } = attempt;
  if (!fetch) {
    const problem = "is missing: pass one";
    return { kind: "final", error: new GatewayInputError("fetch", problem, mayHaveSucceeded) };
  }
  let response;
  try {
    response = await fetch(attempt.url, attempt.init);
  } catch (error) {
    return connectionFailure(attempt, error);
  }
  try {
    checkResponse(response);
    const { ok, status, redirected } = response;
    if (redirected || !(ok || status >= 400 && status < 600)) {
      discardBody(response);
      return redirectFailure(attempt, response);
    }
    const body = await readBody(response, attempt.hold);
    return ok ? readSuccess(attempt, response, body) : apiFailure(attempt, response, body);
  } catch {
    const message = "fetch returned something that cannot be read as a Response";
    return { kind: "final", error: new GatewayProtocolError(message, true, 0, void 0) };
  }
}
function checkResponse({ status, headers }) {
  const isReadable = typeof headers.get === "function" && Symbol.iterator in headers;
  if (typeof status !== "number" || !isReadable) throw new TypeError("not a Response");
}
function requestIdOf(response, redact) {
  const header = headerReader(response, redact);
  return header("x-request-id") ?? header("x-fireworks-request-id") ?? header("cf-ray");
}
function headerReader(response, redact) {
  return (name) => {
    const value = response.headers.get(name);
    return typeof value === "string" && redact(value) === value ? value : void 0;
  };
}
function connectionFailure(attempt, error) {
  const { notSent, harmless, cause } = readConnectionFailure(error, attempt.redact);
  const when = harmless ? "before the request was sent" : "before an answer came";
  const detail = cause.message || cause.code;
  const message = `the connection failed ${when}${detail ? `: ${detail}` : ""}`;
  return {
    kind: notSent ? "notSent" : harmless ? "final" : "connection",
    error: new GatewayConnectionError(message, attempt.mayHaveSucceeded || !harmless, cause)
  };
}
function readSuccess(attempt, response, body) {
  const result = typeof body === "string" ? `its body ${body}` : attempt.terms.readSuccess(body);
  if (typeof result === "object") return { response, value: result.value, redact: attempt.redact };
  const { status } = response;
  const problem = attempt.redact(result) || "its body breaks the spec";
  const message = `${status}, but ${problem}: ${attempt.terms.likelyOutcome}`;
  const requestId = requestIdOf(response, attempt.redact);
  return {
    kind: body === "breaks off" ? "connection" : "final",
    error: new GatewayProtocolError(message, true, status, requestId),
    response
  };
}
var harmlessRedirects = /* @__PURE__ */ new Set([301, 302, 307, 308]);
function redirectFailure(attempt, response) {
  const { status, redirected } = response;
  const message = redirected ? "fetch followed a redirect, which it must not: the request may have gone elsewhere" : `${status}: a redirect or no final answer; redirects are not followed, for they could carry the secret elsewhere (is baseUrl right?)`;
  const harmless = harmlessRedirects.has(status) && !redirected;
  const requestId = requestIdOf(response, attempt.redact);
  const mayHaveSucceeded = attempt.mayHaveSucceeded || !harmless;
  return {
    kind: "final",
    error: new GatewayProtocolError(message, mayHaveSucceeded, status, requestId),
    response
  };
}
function apiFailure(attempt, response, body) {
  const { status } = response;
  const wireText = typeof body === "string" ? "" : new TextDecoder().decode(body);
  const errorBody = readErrorBody(wireText, attempt.redact);
  const { code = codeOfStatus(status), message, details, text: text3 } = errorBody;
  const header = headerReader(response, attempt.redact);
  const fields = {
    status,
    code,
    details,
    requestId: requestIdOf(response, attempt.redact),
    retryAfter: readRetryAfter(header, attempt.date())
  };
  const harmless = status === 501 || status < 500 && status !== 499;
  const error = new GatewayApiError(fields, message, attempt.mayHaveSucceeded || !harmless);
  const errorAnswer = { response, error, text: text3, redact: attempt.redact };
  return { kind: status, error, response, errorAnswer };
}

// ../wt/cli/src/attempt-report.ts
function tell(onAttempt, report) {
  try {
    Promise.resolve(onAttempt(report)).catch(() => {
    });
  } catch {
  }
}

// ../wt/cli/src/errors/gateway-timeout-error.ts
var GatewayTimeoutError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayTimeoutError");
  }
  /** The `timeout` that passed, in milliseconds. */
  timeout;
  constructor(timeout, mayHaveSucceeded) {
    super(`no outcome within ${timeout} ms`, mayHaveSucceeded);
    this.timeout = timeout;
  }
};

// ../wt/cli/src/ending-search.ts
function createEndingSearch(sought) {
  const nextShorter = [void 0, 0];
  const last = sought.length - 1;
  const extended = (length, character) => {
    let ending2 = length;
    while (ending2 !== void 0 && sought.charCodeAt(last - ending2) !== character) {
      ending2 = nextShorter[ending2];
    }
    return ending2 === void 0 ? 0 : ending2 + 1;
  };
  let ending = 0;
  for (let at = last - 1; at >= 0; at -= 1) {
    ending = extended(ending, sought.charCodeAt(at));
    nextShorter.push(ending);
  }
  const within = (longest, shortest) => longest === void 0 || longest < shortest ? [] : [longest, ...within(nextShorter[longest], shortest)];
  return { extended, within };
}

// ../wt/cli/src/readings.ts
var controls = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	"
};
var named = (name) => name.length > 1 ? String.fromCharCode(Number(`0x${name.slice(1)}`)) : controls[name] ?? name;
var jsonEscape = {
  pattern: /\\(?:u[\da-f]{4}|[^u])/gi,
  meaning: (escape) => named(escape.slice(1))
};
var blurredEscape = {
  pattern: /\\+(?:u[\da-f]{4}|[^\\]|$)/gi,
  meaning: (escape) => named(escape.replace(/\\+/, ""))
};
var percentEscape = {
  // A character is one to four bytes of UTF-8.
  pattern: /%(?:[0-7]|(?:[cd]|(?:e|f\w%[89ab])\w%[89ab])\w%[89ab])[\da-f]/gi,
  meaning: decodeURIComponent
};
var signs = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'"
};
var htmlEscape = {
  pattern: /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/gi,
  // A zero before it makes `x41` a number, and changes none.
  meaning: (escape) => signs[escape] ?? String.fromCodePoint(Number(`0${escape.slice(2, -1)}`))
};
var deepest = 2;
var readingsOf = (text3) => withUndone({ text: asRead(text3), offsetOf: (index) => index }, deepest);
var blurred = (form) => form.replace(blurredEscape.pattern, blurredEscape.meaning);
var asRead = (text3) => text3.replaceAll("+", " ");
function* withUndone(reading, levels) {
  yield reading;
  for (const escape of [jsonEscape, blurredEscape, percentEscape, htmlEscape]) {
    if (levels > 0 && reading.text.search(escape.pattern) >= 0) {
      yield* withUndone(undo(reading, escape), levels - 1);
    }
  }
}
function undo({ text: text3, offsetOf }, { pattern, meaning }) {
  const offsets = [];
  let undone = "";
  let read2 = 0;
  const copyUpTo = (end) => {
    undone += text3.slice(read2, end);
    for (; read2 < end; read2 += 1) offsets.push(read2);
  };
  for (const { 0: escape, index } of text3.matchAll(pattern)) {
    copyUpTo(index);
    const meant = asRead(meaningOf(escape, meaning));
    undone += meant;
    for (let unit = 0; unit < meant.length; unit += 1) offsets.push(index);
    read2 = index + escape.length;
  }
  copyUpTo(text3.length);
  return { text: undone, offsetOf: (index) => offsetOf(offsets[index] ?? text3.length) };
}
function meaningOf(escape, meaning) {
  try {
    return meaning(escape);
  } catch {
    return escape;
  }
}

// ../wt/cli/src/redact.ts
var replacement = "[redacted]";
var shortestReplaceable = 4;
var longestEaten = 9;
function createRedactor(secrets) {
  const trimmed = remembered((secret) => secret.trim());
  const formsOf = remembered(allForms);
  const searchesOf = function* (text3, shortest) {
    const fitting = secrets.filter((secret) => trimmed(secret).length <= text3.length);
    const forms = fitting.flatMap(formsOf).filter(({ length }) => length >= shortest);
    for (const reading of readingsOf(text3)) {
      for (const form of forms) yield placesOf(form, reading, text3);
    }
  };
  const holdsSecret = (text3) => {
    for (const places of searchesOf(text3, 1)) if (places.length > 0) return true;
    return false;
  };
  return (text3) => {
    if (!holdsSecret(text3)) return text3;
    const redacted = replaceRanges(text3, [...searchesOf(text3, shortestReplaceable)].flat());
    return holdsSecret(redacted) ? "" : redacted;
  };
}
function remembered(find) {
  let known2;
  return (secret) => {
    known2 ??= /* @__PURE__ */ new Map();
    const result = known2.get(secret) ?? find(secret);
    known2.set(secret, result);
    return result;
  };
}
function allForms(secret) {
  const plain = [secret, secret.trim()];
  const forms = [...plain, ...plain.map(blurred), ...plain.flatMap(base64Forms)];
  return [...new Set(forms.map(asRead))];
}
function base64Forms(secret) {
  let bytes = "";
  for (const byte of new TextEncoder().encode(secret)) bytes += String.fromCharCode(byte);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = btoa("\0".repeat(offset) + bytes);
    const own = encoded.slice(
      Math.ceil(offset * 8 / 6),
      Math.floor((offset + bytes.length) * 8 / 6)
    );
    const form = own.length < shortestReplaceable ? btoa(bytes) : own;
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}
function placesOf(form, { text: text3, offsetOf }, original) {
  const places = [];
  const uneaten = form.slice(Math.min(longestEaten, form.length - 1));
  const tail = uneaten.slice(-8);
  if (uneaten.length > text3.length || !text3.includes(tail)) return places;
  const { extended, within } = createEndingSearch(form);
  let ending = 0;
  const next = (at) => {
    const offset = ending > 0 ? at - 1 : text3.lastIndexOf(tail, at - tail.length);
    ending = ending > 0 ? extended(ending, text3.charCodeAt(offset)) : tail.length;
    return offset;
  };
  for (let at = next(text3.length); at >= 0; at = next(at)) {
    if (ending < uneaten.length) continue;
    const start = offsetOf(at);
    const eatable = Math.max(start - offsetOf(at - 1) - 1, 0);
    for (const rest of within(ending, Math.max(form.length - eatable, uneaten.length))) {
      const beginning = form.slice(0, form.length - rest);
      const place = start - beginning.length;
      if (original.startsWith(beginning, place)) addPlace(places, [place, offsetOf(at + rest)]);
    }
  }
  return places;
}
function addPlace(places, [start, end]) {
  const next = places.at(-1);
  const overlaps = next !== void 0 && end > next[0];
  if (overlaps) places.pop();
  places.push(overlaps ? [Math.min(start, next[0]), Math.max(end, next[1])] : [start, end]);
}
function replaceRanges(text3, ranges) {
  let replaced = "";
  let done = 0;
  for (const [start, end] of ranges.toSorted(([one], [other]) => one - other)) {
    if (start >= done) replaced += text3.slice(done, start) + replacement;
    done = Math.max(done, end);
  }
  return replaced + text3.slice(done);
}

// ../wt/cli/src/retry.ts
var cautiousRetries = /* @__PURE__ */ new Set([429, "notSent"]);
var namedCreationRetries = /* @__PURE__ */ new Set([408, 429, 503, "notSent"]);
var idempotentRetries = /* @__PURE__ */ new Set([
  408,
  429,
  500,
  502,
  503,
  504,
  "notSent",
  "connection"
]);
var firstBackoff = 500;
var longestBackoff = 8e3;
function backoff(retries, random) {
  return random * Math.min(longestBackoff, firstBackoff * 2 ** retries);
}

// ../wt/cli/src/shared-abort.ts
var subscriptions = /* @__PURE__ */ new WeakMap();
function onAbort(signal, callback) {
  const { callbacks, listener } = subscriptions.get(signal) ?? subscribe(signal);
  callbacks.add(callback);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    signal.removeEventListener("abort", listener);
    subscriptions.delete(signal);
  };
}
function subscribe(signal) {
  const callbacks = /* @__PURE__ */ new Set();
  const listener = () => {
    for (const callback of callbacks) callback();
  };
  const subscription = { callbacks, listener };
  subscriptions.set(signal, subscription);
  signal.addEventListener("abort", listener);
  return subscription;
}

// ../wt/cli/src/transport.ts
function send(settings, request2) {
  const { signal } = request2;
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    void new Call(settings, request2, resolve, reject).run();
  });
}
var json = { "content-type": "application/json" };
var Call = class {
  #settings;
  #request;
  #resolve;
  #reject;
  #cancelTimer;
  #unsubscribe;
  #started;
  /** Keys of earlier attempts included: the server may still echo them. */
  #secrets;
  #redact;
  #attempt = 0;
  #attemptStarted;
  #isReported = true;
  #mayHaveSucceeded = false;
  /** From the moment that fetch is called until its outcome is judged. */
  #sending = false;
  #interrupted = false;
  #controller;
  #cancelBody;
  #cancelWait;
  constructor(settings, request2, resolve, reject) {
    const { signal, timeout, secrets } = request2;
    this.#settings = settings;
    this.#request = request2;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#started = settings.runtime.now();
    this.#attemptStarted = this.#started;
    this.#secrets = [...secrets];
    this.#redact = createRedactor(this.#secrets);
    this.#cancelTimer = settings.runtime.schedule(() => {
      const mayHaveSucceeded = this.#mayHaveSucceeded || this.#sending;
      this.#interrupt(new GatewayTimeoutError(timeout, mayHaveSucceeded));
    }, timeout);
    this.#unsubscribe = signal && onAbort(signal, () => this.#interrupt(signal.reason));
  }
  /** Settles the call. Never rejects itself. */
  async run() {
    try {
      for (; ; ) {
        this.#attempt += 1;
        this.#isReported = false;
        const key = await this.#settings.apiKey(this.#mayHaveSucceeded);
        const outcome = await this.#outcome(key);
        this.#endIfInterrupted();
        this.#sending = false;
        const answer = this.#answerOf(outcome);
        if (typeof answer !== "number") return this.#resolve(answer);
        await this.#wait(answer);
        this.#attemptStarted = this.#settings.runtime.now();
      }
    } catch (error) {
      this.#reject(error);
    } finally {
      this.#release();
    }
  }
  /** Ends at once what is under way; nobody waits for it any more. */
  #interrupt(reason) {
    this.#release();
    this.#reject(reason);
    this.#interrupted = true;
    if (!this.#isReported) this.#report({ error: reason });
    this.#controller?.abort(reason);
    this.#cancelBody?.();
    this.#cancelWait?.();
  }
  /** Lets go of the timer and of the caller's signal. */
  #release() {
    this.#cancelTimer();
    this.#unsubscribe?.();
  }
  /** Gives the answer that ends the call, or the wait before another attempt. */
  #answerOf(outcome) {
    if ("value" in outcome) {
      this.#report({ response: outcome.response });
      return outcome;
    }
    const { error, response, errorAnswer } = outcome;
    this.#mayHaveSucceeded = error.mayHaveSucceeded;
    const wait = this.#waitAfter(outcome);
    this.#report({ response, error, wait });
    if (wait !== void 0) return wait;
    if (errorAnswer) return errorAnswer;
    throw error;
  }
  #outcome(key) {
    this.#endIfInterrupted();
    if (typeof key === "object") return { kind: "final", error: key };
    if (!this.#secrets.includes(key)) this.#secrets.push(key);
    this.#sending = true;
    return sendAttempt(this.#attemptWith(key));
  }
  #attemptWith(key) {
    const { fetch, runtime } = this.#settings;
    const { terms, url, headers, body } = this.#request;
    this.#controller = new AbortController();
    return {
      fetch: fetch(),
      url,
      init: {
        method: terms.method,
        // The copy comes last: what is set after one costs Node 20 six times as much.
        headers: { authorization: `Bearer ${key}`, ...body !== void 0 && json, ...headers },
        ...body !== void 0 && { body },
        redirect: "manual",
        signal: this.#controller.signal
      },
      terms,
      redact: this.#redact,
      mayHaveSucceeded: this.#mayHaveSucceeded,
      date: runtime.date,
      hold: (cancel) => {
        if (this.#interrupted) cancel();
        else this.#cancelBody = cancel;
      }
    };
  }
  /** Whatever is thrown here reaches nobody: the call has been rejected already. */
  #endIfInterrupted() {
    if (this.#interrupted) throw new Error("interrupted");
  }
  /** How long to wait before another attempt; `undefined` where there is to be none. */
  #waitAfter({ kind, errorAnswer }) {
    const { terms, maxRetries, timeout } = this.#request;
    const { now, random } = this.#settings.runtime;
    if (this.#attempt > maxRetries || !terms.retries.has(kind)) return void 0;
    const wait = errorAnswer?.error.retryAfter ?? backoff(this.#attempt - 1, random());
    return now() - this.#started + wait < timeout ? wait : void 0;
  }
  #wait(milliseconds2) {
    this.#endIfInterrupted();
    return new Promise((resolve) => {
      this.#cancelWait = this.#settings.runtime.schedule(resolve, milliseconds2);
    });
  }
  #report(end) {
    const { onAttempt, runtime } = this.#settings;
    this.#isReported = true;
    if (!onAttempt) return;
    tell(onAttempt, {
      operation: this.#request.terms.operation,
      attempt: this.#attempt,
      status: end.response?.status,
      requestId: end.response && requestIdOf(end.response, this.#redact),
      durationMs: runtime.now() - this.#attemptStarted,
      error: end.error,
      retryInMs: end.wait
    });
  }
};

// ../wt/cli/src/gateway-call.ts
var callOptionNames = ["signal", "timeout", "maxRetries", "headers"];
var GatewayCall = class {
  send;
  #answer;
  #reason;
  /** @throws GatewayInputError when an option cannot be used */
  constructor(settings, terms, { text: body, secrets }, options) {
    const { timeout = settings.timeout, maxRetries = settings.maxRetries } = options;
    const headers = layHeaders(settings.headers, checkHeaders(options.headers));
    const signal = checkSignal(options.signal);
    checkTimeout(timeout);
    checkMaxRetries(maxRetries);
    this.send = (url) => {
      const request2 = { terms, url, headers, body, signal, timeout, maxRetries, secrets };
      return send(settings.transport, request2).then(
        (answer) => {
          this.#answer = answer;
          return noContent;
        },
        (reason) => {
          this.#reason = reason;
          return noContent;
        }
      );
    };
  }
  /**
   * How the server answered.
   *
   * @throws what the call was rejected with, where it did not
   */
  answer() {
    if (this.#answer === void 0) throw this.#reason;
    return this.#answer;
  }
};

// ../wt/cli/src/input/path-parameter.ts
var carried = /^[ -~\xa0-\ud7ff\ue000-\u{10ffff}]+$/u;
function checkPathParameter(field, value) {
  if (value === void 0 || value === null) throw new GatewayInputError(field, "is missing");
  const segment = typeof value === "number" ? String(value) : value;
  if (typeof segment !== "string") {
    throw new GatewayInputError(field, `must be a string, got ${typeof segment}`);
  }
  const problem = problemOf(segment);
  if (problem !== void 0) throw new GatewayInputError(field, problem);
  return segment;
}
function problemOf(segment) {
  if (segment === "") return "is empty";
  if (segment.includes("/")) return "must not hold a slash";
  if (segment === "." || segment === "..") return 'must not be "." or ".."';
  if (!carried.test(segment)) return "holds a control character or half a surrogate pair";
  return void 0;
}

// ../wt/cli/src/judge.ts
function judgeRequestBody(field, original, { validator, writeOnly }) {
  const { text: text3, body } = copyAsJson(field, original, writeOnly);
  if (!validator(body)) {
    const { path, problem } = firstProblem(validator.errors, body);
    throw new GatewayInputError([field, ...path].join("."), problem);
  }
  const secrets = [];
  for (const path of writeOnly) {
    visitFields(body, path, (holder, name) => {
      for (const secret of textsIn(holder[name])) secrets.push(secret);
    });
  }
  return { body, text: text3, secrets };
}
function successReader({
  validator,
  writeOnly
}) {
  return (bytes) => {
    let value;
    try {
      value = bytes.byteLength === 0 ? void 0 : JSON.parse(utf8().decode(bytes));
    } catch {
      return "its body is not JSON";
    }
    if (isTooDeep(value)) return `its body is ${tooDeep}`;
    for (const path2 of writeOnly) {
      visitFields(value, path2, (holder, name) => delete holder[name]);
    }
    if (validator(value)) return { value };
    if (value === void 0) return "its body is empty";
    const { path, problem } = firstProblem(validator.errors, value);
    return `its body breaks the spec: ${["body", ...path].join(".")} ${problem}`;
  };
}
var tooDeep = `nested deeper than ${deepestNesting} levels`;
var decoder;
var utf8 = () => decoder ??= new TextDecoder("utf-8", { fatal: true });
var surrogateEscape = "\\ud";
function copyAsJson(field, original, writeOnly) {
  let text3;
  let body;
  let lost;
  try {
    text3 = JSON.stringify(original);
    body = text3 === void 0 ? void 0 : JSON.parse(text3);
    lost = writeOnly.find((path) => isLost(original, body, path));
  } catch {
    throw new GatewayInputError(field, "cannot be written as JSON");
  }
  if (lost) {
    const place = [field, ...lost].join(".");
    throw new GatewayInputError(place, "is undefined: leave it out, or is a variable not set?");
  }
  if (isTooDeep(body)) throw new GatewayInputError(field, `is ${tooDeep}`);
  if (text3 !== void 0 && holdsHalfSurrogatePair(text3)) {
    throw new GatewayInputError(field, "holds half a surrogate pair, which UTF-8 cannot carry");
  }
  return { text: text3, body };
}
function holdsHalfSurrogatePair(json2) {
  if (!json2.includes(surrogateEscape)) return false;
  return json2.replaceAll("\\\\", "").includes(surrogateEscape);
}
function firstProblem(errors, body) {
  const { instancePath = "", keyword, params = {}, message = "is wrong" } = errors?.[0] ?? {};
  const path = instancePath.split("/").slice(1).map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (keyword === "required") {
    return { path: [...path, String(params["missingProperty"])], problem: "is missing" };
  }
  const allowed = params["allowedValues"] ?? params["allowedValue"];
  if (allowed !== void 0) return { path, problem: `${message}: ${JSON.stringify(allowed)}` };
  const came = keyword === "type" ? `, got ${typeNameAt(body, path)}` : "";
  return { path, problem: `${message}${came}` };
}
function typeNameAt(body, path) {
  const value = path.reduce((holder, name) => Reflect.get(Object(holder), name), body);
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

// ../wt/cli/src/judged-response.ts
function replaceBody(response, content, redact) {
  const headers = scrubHeaders(response.headers, redact);
  const rebuild = () => new Response(content === "" ? null : content, { status: response.status, headers });
  const readers = {
    headers: { value: headers },
    statusText: { value: redact(response.statusText) },
    bodyUsed: { value: false },
    body: { get: () => rebuild().body },
    text: { value: async () => content },
    json: { value: async () => JSON.parse(content) },
    arrayBuffer: { value: () => rebuild().arrayBuffer() },
    blob: { value: () => rebuild().blob() },
    bytes: { value: async () => new TextEncoder().encode(content) },
    formData: { value: () => rebuild().formData() },
    clone: { value: rebuild }
  };
  for (const [name, reader] of Object.entries(readers)) {
    Object.defineProperty(response, name, { ...reader, configurable: true });
  }
  return response;
}
function scrubHeaders(headers, redact) {
  const entries = [...headers];
  const scrubbed = entries.map(([name, value]) => [name, redact(value)]);
  const clean = scrubbed.every(([, value], index) => value === entries[index]?.[1]);
  return clean ? headers : new Headers(scrubbed);
}

// ../wt/cli/src/http.ts
var parseForms = ["json", "text", "blob", "arrayBuffer", "stream"];
function createHttp(client, settings, contractAt2) {
  const method = (name) => {
    return async (path, call = {}) => {
      const contract = contractAt2(name, path);
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
    eject: refuse("eject")
  };
  return Object.freeze(http);
}
var refuse = (name) => () => {
  throw new GatewayInputError(`http.${name}`, "is refused: it could carry a secret elsewhere");
};
async function request({ client, settings, contract, method, path }, call) {
  checkOptionNames(call, ["params", "body", "parseAs", ...callOptionNames]);
  const { params = {}, parseAs = "json" } = call;
  if (!parseForms.includes(parseAs)) {
    throw new GatewayInputError("parseAs", `must be one of ${parseForms.join(", ")}`);
  }
  checkOptionNames(params, ["path", "query", "header"], "params");
  const judged = judgeBody(contract, call.body);
  const { operation, response, terms } = contract;
  const readSuccess2 = successReader(response);
  const headers = { ...checkHeaders(params.header), ...checkHeaders(call.headers) };
  const callTerms = { operation, method, ...terms, readSuccess: readSuccess2 };
  const exchange = new GatewayCall(settings, callTerms, judged, { ...call, headers });
  const checked = { path: checkPath(path, params.path ?? {}), query: { ...params.query } };
  try {
    await requestAt(client, method, path, { params: checked, exchange });
  } catch {
    throw new GatewayInputError("params.query", "cannot be written into a URL");
  }
  return await resultOf(exchange.answer(), parseAs);
}
function judgeBody({ requestBody, request: rules }, body) {
  if (body === void 0 && requestBody !== "required") return { text: void 0, secrets: [] };
  if (requestBody === "none") throw new GatewayInputError("body", "is not taken here");
  return judgeRequestBody("body", body, rules);
}
function checkPath(template, values) {
  const names = [...template.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => String(name));
  checkOptionNames(values, names, "params.path");
  return Object.fromEntries(
    names.map((name) => [name, checkPathParameter(`params.path.${name}`, values[name])])
  );
}
async function resultOf(answer, parseAs) {
  if ("error" in answer) {
    const { error, text: text4, redact: redact2 } = answer;
    return { error, response: replaceBody(answer.response, text4(), redact2) };
  }
  const { value, redact } = answer;
  const text3 = value === void 0 ? "" : JSON.stringify(value);
  const response = replaceBody(answer.response, text3, redact);
  if (parseAs === "json") return { data: value, response };
  const data = parseAs === "stream" ? response.body : await response[parseAs]();
  return { data, response };
}

// ../wt/cli/src/input/environment.ts
function environmentVariable(name) {
  try {
    return globalThis.process?.env[name]?.trim() || void 0;
  } catch {
    return void 0;
  }
}
var isPage = () => typeof document === "object";
var isBrowser = () => globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false;

// ../wt/cli/src/input/account-id.ts
function accountIdSource(option) {
  const checked = option === void 0 ? void 0 : checkAccountId(option);
  return (id = checked) => id === void 0 || id !== checked ? checkAccountId(id) : id;
}
function checkAccountId(id = environmentVariable("FIREWORKS_ACCOUNT_ID")) {
  if (id === void 0) {
    throw new GatewayInputError("accountId", "is missing: pass it, or set FIREWORKS_ACCOUNT_ID");
  }
  const pasted = typeof id === "string" && /^accounts\/([a-z0-9-]+)\/?$/.exec(id)?.[1];
  if (pasted) throw new GatewayInputError("accountId", `must be the bare id: "${pasted}"`);
  return checkPathParameter("accountId", id);
}

// ../wt/cli/src/input/api-key.ts
function apiKeySource(option) {
  if (typeof option === "function") return (sent) => askForKey(option, sent);
  if (option === void 0)
    return (sent) => checkKey(environmentVariable("FIREWORKS_API_KEY"), sent);
  const key = checkKey(option, false);
  if (typeof key === "object") throw key;
  return () => key;
}
async function askForKey(ask, mayHaveSucceeded) {
  try {
    return checkKey(await ask(), mayHaveSucceeded);
  } catch {
    return new GatewayInputError(
      "apiKey",
      "could not be had: its function threw",
      mayHaveSucceeded
    );
  }
}
function checkKey(value, mayHaveSucceeded) {
  const refuse2 = (problem2) => new GatewayInputError("apiKey", problem2, mayHaveSucceeded);
  if (value === void 0) return refuse2("is missing: pass it, or set FIREWORKS_API_KEY");
  if (typeof value !== "string") return refuse2("must be a string");
  const key = value.trim();
  const problem = problemOf2(key);
  return problem === void 0 ? key : refuse2(problem);
}
function problemOf2(key) {
  if (key === "") return "is blank";
  if (/^bearer(\s|$)/i.test(key)) return 'must be the key alone, without "Bearer " before it';
  if (/[^!-~]/.test(key)) return "holds a character that is not visible ASCII";
  return void 0;
}

// ../wt/cli/src/input/base-url.ts
var loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;
function checkBaseUrl(value) {
  const url = parse2(value);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.test(url.hostname))) {
    throw invalid("must be https, or http on loopback");
  }
  if (url.username || url.password) throw invalid("must not hold credentials");
  if (/[?#]/.test(url.href)) throw invalid("must not have a query or a fragment");
  return url.href.replace(/\/+$/, "");
}
function parse2(value) {
  if (typeof value !== "string" && !(value instanceof URL)) throw invalid("must be a URL");
  try {
    return new URL(value);
  } catch {
    throw invalid("must be an absolute URL, such as https://api.fireworks.ai");
  }
}
var invalid = (problem) => new GatewayInputError("baseUrl", problem);

// ../wt/cli/src/operation-terms.ts
var isOperationId = (id) => Object.hasOwn(operations, id);
function operationAt(method, path) {
  return Object.keys(operations).filter(isOperationId).find((id) => {
    const operation = operations[id];
    return operation.path === path && operation.method === method.toLowerCase();
  });
}
var known = {
  Gateway_CreateSecret: {
    retries: namedCreationRetries,
    likelyOutcome: "the secret probably exists"
  }
};
var idempotent = /^(get|head|put|delete|options)$/i;
function termsOf(operation, method) {
  return known[operation] ?? {
    retries: idempotent.test(method) ? idempotentRetries : cautiousRetries,
    likelyOutcome: "what was asked for was probably done"
  };
}

// ../wt/cli/src/operation-contract.ts
var anything = (_body) => true;
var wrapped = validators;
function contractAt(method, path) {
  const operation = operationAt(method, path);
  if (operation === void 0) return void 0;
  const { writeOnly, requestBody } = operations[operation];
  const { request: request2, response } = { request: anything, response: anything, ...wrapped[operation] };
  return {
    operation,
    requestBody,
    request: { validator: request2, writeOnly: writeOnly.request },
    response: { validator: response, writeOnly: writeOnly.response },
    terms: termsOf(operation, method)
  };
}

// ../wt/cli/src/runtime.ts
var systemRuntime = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  schedule: (callback, delay) => {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  }
};

// ../wt/cli/src/version.ts
var packageVersion = "0.1.0";

// ../wt/cli/src/client.ts
var clientOptionNames = [
  "apiKey",
  "accountId",
  "baseUrl",
  "timeout",
  "maxRetries",
  "headers",
  "fetch",
  "onAttempt",
  "dangerouslyAllowBrowser"
];
var createSecretOptionNames = [
  "accountId",
  ...callOptionNames
];
function createGatewayClient(options = {}) {
  return createClientWith(systemRuntime, options);
}
function createClientWith(runtime, options) {
  checkOptionNames(options, clientOptionNames);
  if (isPage() && options.dangerouslyAllowBrowser !== true) {
    throw new GatewayInputError(
      "dangerouslyAllowBrowser",
      "is not set, and this is a page: each of its visitors could read the API key"
    );
  }
  const settings = settingsOf(runtime, options);
  const { baseUrl = environmentVariable("FIREWORKS_BASE_URL") ?? server } = options;
  const client = createOpenapiFetchClient(checkBaseUrl(baseUrl));
  const accountIdOf = accountIdSource(options.accountId);
  const operation = "Gateway_CreateSecret";
  const { path, method, writeOnly } = operations[operation];
  const { request: request2, response } = validators[operation];
  const rules = { validator: request2, writeOnly: writeOnly.request };
  const terms = {
    operation,
    method: method.toUpperCase(),
    ...termsOf(operation, method),
    readSuccess: successReader({ validator: response, writeOnly: writeOnly.response })
  };
  return Object.freeze({
    async createSecret(secret, callOptions = {}) {
      checkOptionNames(callOptions, createSecretOptionNames);
      const account_id = accountIdOf(callOptions.accountId);
      const judged = judgeRequestBody("secret", secret, rules);
      const exchange = new GatewayCall(settings, terms, judged, callOptions);
      const params = { path: { account_id } };
      const body = carriedByExchange(judged.body);
      await client.POST(path, { params, body, exchange });
      const answer = exchange.answer();
      if ("error" in answer) throw answer.error;
      return answer.value;
    },
    http: createHttp(client, settings, contractAt)
  });
}
function settingsOf(runtime, options) {
  const { fetch: ownFetch, onAttempt, timeout = 6e4, maxRetries = 2 } = options;
  checkFunction("fetch", ownFetch);
  checkFunction("onAttempt", onAttempt);
  const userAgent = `fireworks-gateway-client/${packageVersion} (spec ${version})`;
  const defaults = {
    accept: "application/json",
    ...!isBrowser() && { "user-agent": userAgent }
  };
  return {
    transport: {
      apiKey: apiKeySource(options.apiKey),
      fetch: () => ownFetch ?? globalThis.fetch,
      onAttempt,
      runtime
    },
    headers: layHeaders(defaults, checkHeaders(options.headers)),
    timeout: checkTimeout(timeout),
    maxRetries: checkMaxRetries(maxRetries)
  };
}
function checkFunction(name, value) {
  if (value === void 0 || typeof value === "function") return;
  throw new GatewayInputError(name, "must be a function");
}

// ../wt/cli/src/secret-name.ts
var resourceId = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
function secretName(accountId, secretId) {
  return `accounts/${checkId("accountId", accountId)}/secrets/${checkId("secretId", secretId)}`;
}
function checkId(field, id) {
  if (typeof id === "string" && resourceId.test(id)) return id;
  throw new GatewayInputError(
    field,
    "must be 1 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last"
  );
}
export {
  GatewayApiError,
  GatewayConnectionError,
  GatewayError,
  GatewayInputError,
  GatewayProtocolError,
  GatewayTimeoutError,
  createGatewayClient,
  secretName
};
