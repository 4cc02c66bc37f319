// src/errors/gateway-error.ts
var GatewayError = class extends Error {
  static {
    brand(this.prototype, "GatewayError");
  }
  /**
   * True if the request may have taken effect despite this error, over all attempts of the call.
   * `false` is certain; anything uncertain is `true`.
   */
  mayHaveSucceeded;
  constructor(message, mayHaveSucceeded, options) {
    super(message, options);
    this.mayHaveSucceeded = mayHaveSucceeded;
  }
  /**
   * Tests for this class. Unlike `instanceof`, it also recognizes errors of another copy of this
   * package.
   */
  static isInstance(error) {
    const { prototype } = this;
    const symbol = symbolOf(prototype.name);
    return Object.hasOwn(prototype, symbol) ? symbol in Object(error) : Object.prototype.isPrototypeOf.call(prototype, Object(error));
  }
};
function brand(prototype, name) {
  Object.defineProperties(prototype, {
    name: { value: name, writable: true, configurable: true },
    [symbolOf(name)]: { value: true }
  });
}
function symbolOf(name) {
  return /* @__PURE__ */ Symbol.for(`fireworks-gateway-client.${name}`);
}

// src/errors/gateway-input-error.ts
var GatewayInputError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayInputError");
  }
  /** Path of the invalid input: `accountId`, `headers.x-team`, `secret.keyName`. */
  field;
  constructor(field, problem, mayHaveSucceeded = false) {
    super(`${field} ${problem}`, mayHaveSucceeded);
    this.field = field;
  }
};

// src/input/headers.ts
var refused = /^(authorization|content-type|content-length|host|connection|expect|keep-alive|te|trailer|transfer-encoding|upgrade|__proto__)$/;
var token = /^[!#$%&'*+.^_`|~\w-]+$/;
var text = /^[\t\x20-\x7e\x80-\xff]*$/;
function checkHeaders(headers) {
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) {
    throw new GatewayInputError("headers", "must be a plain object of names and values");
  }
  const given = Object.entries(headers).filter(([, value]) => value !== void 0);
  return Object.fromEntries(
    given.map(([name, value]) => [checkName(name), checkValue(name, value)])
  );
}
function mergeHeaders(base, added) {
  if (added === void 0) return base;
  const headers = { ...base };
  for (const [name, value] of Object.entries(checkHeaders(added))) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return headers;
}
function checkName(name) {
  if (!token.test(name)) throw new GatewayInputError("headers", "contains an invalid header name");
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

// src/input/option-checks.ts
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
function checkFunction(field, value) {
  if (value === void 0 || typeof value === "function") return;
  throw new GatewayInputError(field, "must be a function");
}
var none = Object.freeze({ __proto__: null });
function ownOptions(options, known, parent = "") {
  if (options === void 0) return none;
  if (typeof options !== "object" || options === null) {
    throw new GatewayInputError(parent || "options", "must be an object");
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== void 0) {
    const field = parent ? `${parent}.${unknown}` : unknown;
    throw new GatewayInputError(
      field,
      `is not a known option; expected one of: ${known.join(", ")}`
    );
  }
  return { __proto__: null, ...options };
}

// src/errors/gateway-api-error.ts
var GatewayApiError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayApiError");
  }
  /** HTTP status, 400 to 599. */
  status;
  /** The google.rpc code in the body, else the code that corresponds to the status. */
  code;
  /** The body's `details`; empty if it has none, or if they repeat part of a secret. */
  details;
  /** Request id for the vendor's support, from the response's headers. */
  requestId;
  /** The wait that the server asks for before the next request, in milliseconds. */
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

// src/errors/gateway-connection-error.ts
var GatewayConnectionError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayConnectionError");
  }
  constructor(message, mayHaveSucceeded, cause) {
    super(message, mayHaveSucceeded, { cause });
  }
};

// src/transport/printable.ts
var controls = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;
var printable = (text3) => text3.replace(controls, " ").trim();

// src/transport/connection-failure.ts
var notSentCodes = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;
var notSentCodesOfConnect = /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)$/;
var certificateCodes = /^(CERT_\w+|ERR_TLS_CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_(GET|VERIFY|DECRYPT)_\w+|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)$/;
function connectionFailure(url, reason, withhold) {
  const outer = fieldsOf(reason);
  const inner = fieldsOf(outer.cause);
  const source = inner.code === void 0 && inner.message === void 0 ? outer : inner;
  const { code = "", syscall } = source.code === void 0 ? outer : source;
  const connecting = syscall === "connect" || syscall === "getaddrinfo";
  const notSent = notSentCodes.test(code) && (connecting || syscall === void 0) || notSentCodesOfConnect.test(code) && connecting;
  const harmless = notSent || certificateCodes.test(code);
  const cause = causeOf({ ...source, code }, withhold);
  const when = harmless ? "before the request was sent" : "before a response arrived";
  const detail = cause.code ? ` (${cause.code})` : cause.message && `: ${cause.message}`;
  const message = `connection to ${new URL(url).host} failed ${when}${detail}`;
  return {
    kind: notSent ? "notSent" : harmless ? "final" : "connection",
    harmless,
    error: (mayHaveSucceeded) => new GatewayConnectionError(message, mayHaveSucceeded, cause)
  };
}
function causeOf({ name = "Error", message = "", code }, withhold) {
  const withheld = withhold([name, message, code].join("\n"));
  const cause = new Error(withheld ?? printable(message));
  const fields = withheld ? { name: "Error", code: void 0 } : { name: printable(name), code: code ? printable(code) : void 0 };
  return Object.assign(cause, { stack: `${fields.name}: ${cause.message}`, ...fields });
}
function fieldsOf(error) {
  if (typeof error === "string") return { message: error };
  return {
    name: text2(error, "name"),
    message: text2(error, "message"),
    code: text2(error, "code"),
    // Node tries all addresses of a host, and wraps the errors in one without a syscall.
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

// src/transport/read-body.ts
async function readBody(response, limit, interruption) {
  const { body } = response;
  if (body === null) return new Uint8Array();
  if (typeof body?.getReader !== "function") return readWhole(response.arrayBuffer(), limit);
  const reader = body.getReader();
  interruption.holdBody(reader);
  const chunks = [];
  let size = 0;
  try {
    for (; ; ) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks);
      size += value.byteLength || 1;
      if (size > limit) break;
      chunks.push(value);
    }
  } catch {
    return "ended early";
  }
  void cancelQuietly(reader);
  return "exceeds its limit";
}
async function readWhole(body, limit) {
  try {
    const bytes = new Uint8Array(await body);
    return bytes.byteLength > limit ? "exceeds its limit" : bytes;
  } catch {
    return "ended early";
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
  void cancelQuietly(response.body);
}
async function cancelQuietly(stream) {
  try {
    await stream?.cancel();
  } catch {
  }
}

// src/errors/gateway-protocol-error.ts
var GatewayProtocolError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayProtocolError");
  }
  /** HTTP status; 0 for an opaque response. */
  status;
  /** Request id for the vendor's support, from the response's headers. */
  requestId;
  constructor(message, mayHaveSucceeded, status, requestId) {
    super(message, mayHaveSucceeded);
    this.status = status;
    this.requestId = requestId;
  }
};

// src/input/environment.ts
function environmentVariable(name) {
  try {
    return globalThis.process?.env[name]?.trim() || void 0;
  } catch {
    return void 0;
  }
}
var isPage = () => typeof document === "object";
var isBrowser = () => (
  // Node's navigator is a lazy getter that takes 0.3 ms.
  globalThis.process?.versions?.node === void 0 && (globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false)
);
function mayResendRequests() {
  const { versions } = globalThis.process ?? {};
  return versions?.node === void 0 || versions["deno"] !== void 0;
}

// src/errors/google-rpc-code.ts
var googleRpcCodes = [
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

// src/transport/google-rpc.ts
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
  const name = googleRpcCodes.find((known, number) => code === known || code === number);
  return name === "OK" ? void 0 : name;
}
var uncertainCodes = /* @__PURE__ */ new Set([
  "CANCELLED",
  "UNKNOWN",
  "INTERNAL",
  "UNAVAILABLE",
  "DEADLINE_EXCEEDED"
]);

// src/input/nesting.ts
var deepestNesting = 100;
function isTooDeep(data, levels = deepestNesting) {
  if (typeof data !== "object" || data === null) return false;
  if (levels === 0) return true;
  for (const name in data) if (isTooDeep(Reflect.get(data, name), levels - 1)) return true;
  return false;
}

// src/transport/read-error-body.ts
var longestMessage = 1e3;
function readErrorBody(bytes, withhold) {
  if (typeof bytes === "string") return unread(void 0, `[withheld: the body ${bytes}]`);
  const text3 = new TextDecoder().decode(bytes);
  const { isJson, body } = parse(text3);
  const outer = fieldsOf2(body);
  const inner = fieldsOf2(outer["error"]);
  const code = [inner["status"], inner["code"], outer["code"]].map(codeOfBody).find(Boolean);
  const withheld = withhold(isJson ? textsIn(body).join("\n") : text3);
  if (withheld) return unread(code, withheld);
  const messages = [inner["message"], outer["message"], outer["error"], outer["detail"], body];
  const details = [inner["details"], outer["details"]].find(Array.isArray) ?? [];
  return {
    code,
    message: shortened(messages.map(messageOf).find(Boolean) ?? ""),
    details: details.map(printableContent),
    content: isJson ? JSON.stringify(printableContent(body)) ?? "" : text3
  };
}
function unread(code, message) {
  return { code, message, details: [], content: JSON.stringify({ message }) };
}
function parse(text3) {
  try {
    const body = JSON.parse(text3);
    return { isJson: true, body: isTooDeep(body) ? void 0 : body };
  } catch {
    return { isJson: false, body: text3.trimStart().startsWith("<") ? void 0 : text3 };
  }
}
var messageOf = (message) => typeof message === "string" ? printable(message) : "";
var shortened = (message) => message.length > longestMessage ? `${message.slice(0, longestMessage)}\u2026` : message;
var isObject = (value) => typeof value === "object" && value !== null;
var fieldsOf2 = (value) => isObject(value) ? { ...value } : {};
function textsIn(content) {
  if (!isObject(content)) return [String(content)];
  return Object.entries(content).flatMap(([name, value]) => [name, ...textsIn(value)]);
}
function printableContent(content) {
  if (typeof content === "string") return printable(content);
  if (!isObject(content)) return content;
  if (Array.isArray(content)) return content.map(printableContent);
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [printable(name), printableContent(value)])
  );
}

// src/transport/retry-after.ts
var milliseconds = /^\d{1,10}(\.\d+)?$/;
var seconds = /^\d{1,10}$/;
var httpDate = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*, .* GMT$/;
function readRetryAfter(header, date) {
  const exact = header("retry-after-ms") ?? "";
  if (milliseconds.test(exact)) return Number(exact);
  const value = header("retry-after") ?? "";
  if (seconds.test(value)) return Number(value) * 1e3;
  const until = parseDate(value);
  return until === void 0 ? void 0 : Math.max(0, until - (parseDate(header("date") ?? "") ?? date));
}
function parseDate(value) {
  const date = httpDate.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? void 0 : date;
}

// src/transport/read-response.ts
function requestIdOf(headers, withhold) {
  const read2 = headerReader(headers, withhold);
  return read2("x-request-id") ?? read2("x-fireworks-request-id") ?? read2("cf-ray");
}
function headerReader(headers, withhold) {
  return (name) => {
    const value = headers.get(name);
    return typeof value === "string" && !withhold(value) ? printable(value) : void 0;
  };
}
function readSuccess({ readSuccess: read2, policy }, response, bytes, withhold) {
  const { status, headers } = response;
  const result = typeof bytes === "string" ? `the body ${bytes}` : read2(bytes, status);
  if (typeof result === "object") {
    return { ok: true, status, headers, body: result.value, withhold };
  }
  const problem = withhold(result) ?? printable(result);
  const message = `${status} with an invalid body (${problem}); ${policy.likelyOutcome}`;
  const failure = protocolFailure(message, response, withhold);
  return bytes === "ended early" ? { ...failure, kind: "connection" } : failure;
}
var harmlessRedirects = /* @__PURE__ */ new Set([301, 302, 307, 308]);
function redirectFailure(response, withhold) {
  const { status, redirected } = response;
  const message = redirected ? 'the custom fetch followed a redirect; it must honour redirect: "manual"' : `${status}: redirects are not followed, since they could send the secret to another host; check baseUrl`;
  const harmless = harmlessRedirects.has(status) && !redirected;
  return { ...protocolFailure(message, response, withhold), harmless };
}
function protocolFailure(message, response, withhold) {
  const requestId = response && withhold && requestIdOf(response.headers, withhold);
  const error = (mayHaveSucceeded) => new GatewayProtocolError(message, mayHaveSucceeded, response?.status ?? 0, requestId);
  return { kind: "final", harmless: false, response, error };
}
function apiFailure({ transport }, response, bytes, withhold) {
  const { status, headers } = response;
  const { code, message, details, content } = readErrorBody(bytes, withhold);
  const requestId = requestIdOf(headers, withhold);
  const retryAfter = readRetryAfter(headerReader(headers, withhold), transport.clock.date());
  const fields = { status, code: code ?? codeOfStatus(status), details, requestId, retryAfter };
  return {
    kind: status,
    harmless: status === 501 || status < 500 && status !== 499 && !isUncertain(status, code),
    response,
    retryAfter,
    error: (mayHaveSucceeded) => new GatewayApiError(fields, message, mayHaveSucceeded),
    content
  };
}
function isUncertain(status, code) {
  const isAnswerToResent = (status === 409 || status === 404) && mayResendRequests();
  return uncertainCodes.has(code) || isAnswerToResent;
}

// src/transport/escapes.ts
var deepestEscapes = 3;
function readingsOf(text3) {
  const readings = /* @__PURE__ */ new Set([text3]);
  let latest = [text3];
  for (let depth = 0; depth < deepestEscapes; depth += 1) {
    latest = latest.flatMap((reading) => escapes.map((undo) => undo(reading)));
    latest = latest.filter((reading) => !readings.has(reading) && readings.add(reading));
  }
  return [...readings];
}
var escapes = [
  (text3) => text3.replace(/\\(?:u([\da-f]{4})|(.))/gis, unescapeJson),
  (text3) => text3.replace(/(?:%[\da-f]{2})+/gi, unescapeUrl),
  (text3) => text3.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7}|x[\da-f]{1,6}));/gi, unescapeHtml)
];
var jsonControls = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "	"
};
function unescapeJson(_escape, digits, name) {
  return digits === void 0 ? jsonControls[name] ?? name : String.fromCharCode(Number(`0x${digits}`));
}
function unescapeUrl(escape) {
  try {
    return decodeURIComponent(escape);
  } catch {
    return escape;
  }
}
var htmlNames = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'"
};
function unescapeHtml(_escape, name, number) {
  return name === void 0 ? String.fromCodePoint(Math.min(Number(`0${number}`), 1114111)) : htmlNames[name.toLowerCase()] ?? "";
}

// src/transport/withhold.ts
var longestTexts = 8 * 1024;
var longestSecrets = 64 * 1024;
var run = 12;
var repeats = "[withheld: the server's text repeats part of a secret]";
var unsearched = "[withheld: too long to be searched for secrets]";
function createWithhold(secrets) {
  let left = longestTexts;
  let forms;
  return (text3) => {
    left -= text3.length;
    const size = secrets.reduce((sum, { length }) => sum + length, 0);
    if (left < 0 || size > longestSecrets) return unsearched;
    forms ??= secrets.flatMap(formsOf);
    return findsAny(forms, readingsOf(text3)) ? repeats : void 0;
  };
}
function formsOf(secret) {
  const bytes = new TextEncoder().encode(secret);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const hexadecimal = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = [0, 1, 2].map((offset) => {
    const digits = btoa("\0".repeat(offset) + binary);
    const own = digits.slice(
      Math.ceil(offset * 4 / 3),
      Math.floor((offset + bytes.length) * 4 / 3)
    );
    return own.length < 4 ? btoa(binary) : own;
  });
  return [
    formOf(secret, run),
    formOf(hexadecimal, 2 * run),
    ...base64.map((digits) => formOf(digits, run))
  ].filter(({ text: text3 }) => text3 !== "");
}
function formOf(text3, longestRun) {
  const reduced = reduce(text3);
  return reduced.length < 3 ? { text: withoutBlanks(text3), run: 0 } : { text: reduced, run: Math.min(longestRun, reduced.length) };
}
function findsAny(forms, readings) {
  const asItStands = withoutBlanks(readings.join("\n"));
  const reduced = readings.map(reduce).join("\n");
  const hashes = /* @__PURE__ */ new Map();
  return forms.some((form) => {
    if (form.run === 0) return asItStands.includes(form.text);
    let ofRuns = hashes.get(form.run);
    if (!ofRuns) hashes.set(form.run, ofRuns = hashesOf(reduced, form.run));
    return shareRun(ofRuns, reduced, form);
  });
}
function shareRun(ofRuns, text3, form) {
  let found = false;
  forEachHash(form.text, form.run, (hash, start) => {
    found ||= ofRuns.has(hash) && text3.includes(form.text.slice(start, start + form.run));
  });
  return found;
}
function hashesOf(text3, length) {
  const hashes = /* @__PURE__ */ new Set();
  forEachHash(text3, length, (hash) => hashes.add(hash));
  return hashes;
}
var factor = 31;
function forEachHash(text3, length, visit) {
  let leaving = 1;
  for (let power = 0; power < length; power += 1) leaving = Math.imul(leaving, factor);
  let hash = 0;
  for (let at = 0; at < text3.length; at += 1) {
    const left = at < length ? 0 : Math.imul(leaving, text3.charCodeAt(at - length));
    hash = Math.imul(hash, factor) + text3.charCodeAt(at) - left | 0;
    if (at + 1 >= length) visit(hash, at + 1 - length);
  }
}
var reduce = (text3) => text3.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
var withoutBlanks = (text3) => text3.replace(/\s+/g, "");

// src/transport/attempt.ts
var errorBodyLimit = 64 * 1024;
async function sendOnce(pending, fetch, key) {
  const { request, interruption, secrets } = pending;
  const { url, operation, headers, body } = request;
  const withhold = createWithhold(secrets);
  let response;
  try {
    response = await fetch(url, {
      method: operation.method,
      // The copy comes last: what is set after one costs Node 20 six times as much.
      headers: { authorization: `Bearer ${key}`, ...body !== void 0 && json, ...headers },
      ...body !== void 0 && { body },
      redirect: "manual",
      signal: interruption.signal
    });
  } catch (reason) {
    return connectionFailure(url, reason, withhold);
  }
  try {
    checkResponse(response);
    const { ok, status, redirected } = response;
    if (redirected || !(ok || status >= 400 && status < 600)) {
      discardBody(response);
      return redirectFailure(response, withhold);
    }
    const limit = ok ? operation.policy.bodyLimit : errorBodyLimit;
    const bytes = await readBody(response, limit, interruption);
    return ok ? readSuccess(operation, response, bytes, withhold) : apiFailure(pending, response, bytes, withhold);
  } catch {
    return protocolFailure("the custom fetch returned something that is not a Response");
  }
}
var json = { "content-type": "application/json" };
function checkResponse({ status, headers }) {
  const isReadable = typeof headers.get === "function" && Symbol.iterator in headers;
  if (typeof status !== "number" || !isReadable) throw new TypeError("not a Response");
}

// src/transport/attempt-report.ts
function notify(onAttempt, report2) {
  try {
    Promise.resolve(onAttempt(report2)).catch(() => {
    });
  } catch {
  }
}

// src/errors/gateway-timeout-error.ts
var GatewayTimeoutError = class extends GatewayError {
  static {
    brand(this.prototype, "GatewayTimeoutError");
  }
  /** The `timeout` that passed, in milliseconds. */
  timeout;
  constructor(timeout, mayHaveSucceeded) {
    super(`timed out after ${timeout} ms`, mayHaveSucceeded);
    this.timeout = timeout;
  }
};

// src/transport/on-abort.ts
var subscriptions = /* @__PURE__ */ new WeakMap();
function onAbort(signal, callback) {
  const { callbacks, listener } = subscriptions.get(signal) ?? subscribe(signal);
  callbacks.add(callback);
  return () => {
    if (!callbacks.delete(callback) || callbacks.size > 0) return;
    subscriptions.delete(signal);
    signal.removeEventListener("abort", listener);
  };
}
function subscribe(signal) {
  const callbacks = /* @__PURE__ */ new Set();
  const listener = () => {
    for (const callback of callbacks) callback();
  };
  signal.addEventListener("abort", listener);
  const subscription = { callbacks, listener };
  subscriptions.set(signal, subscription);
  return subscription;
}

// src/transport/interruption.ts
var Interruption = class {
  /** Aborts when the call is interrupted. */
  signal;
  #controller = new AbortController();
  #timeout;
  #caller;
  #unsubscribe;
  #cancelTimer;
  #source;
  #endRace;
  #body;
  constructor(clock, timeout, caller) {
    this.signal = this.#controller.signal;
    this.#timeout = timeout;
    this.#caller = caller;
    this.#unsubscribe = caller && onAbort(caller, () => this.#interrupt("caller"));
    this.#cancelTimer = clock.schedule(() => this.#interrupt("deadline"), timeout);
  }
  /** Settles as `promise` does, or with `undefined` as soon as the call is interrupted. */
  race(promise) {
    return new Promise((resolve, reject) => {
      if (this.#source) return resolve(void 0);
      this.#endRace = resolve;
      promise.then(resolve, reject);
    });
  }
  /** Waits; resolves to false if the call is interrupted before the wait has ended. */
  async wait(clock, milliseconds2) {
    let cancel = () => {
    };
    const elapsed = new Promise((resolve) => {
      cancel = clock.schedule(() => resolve(true), milliseconds2);
    });
    const ended = await this.race(elapsed);
    cancel();
    return ended ?? false;
  }
  /** True once the deadline has passed or the caller has aborted. */
  get happened() {
    return this.#source !== void 0;
  }
  /**
   * Makes the error that an interrupted call rejects with. Called where the call is awaited, and not
   * in the timer, so that the error's stack names the caller.
   */
  error(mayHaveSucceeded) {
    return this.#source === "deadline" ? new GatewayTimeoutError(this.#timeout, mayHaveSucceeded) : this.#caller?.reason;
  }
  /** Keeps the body that is being read, to cancel it for a fetch that ignores its signal. */
  holdBody(body) {
    this.#body = body;
    if (this.#source) void cancelQuietly(body);
  }
  /** Ends what is still under way. */
  abort(reason) {
    this.#controller.abort(reason);
    if (this.#body) void cancelQuietly(this.#body);
  }
  /** Removes the timer and the listener on the caller's signal. */
  release() {
    this.#cancelTimer();
    this.#unsubscribe?.();
  }
  #interrupt(source) {
    this.#source ??= source;
    this.#endRace?.(void 0);
  }
};

// src/transport/retry-policy.ts
var namedCreationRetries = /* @__PURE__ */ new Set([408, 429, 503, "notSent"]);
var firstBackoff = 500;
var longestBackoff = 8e3;
function backoff(retries, random) {
  return random * Math.min(longestBackoff, firstBackoff * 2 ** retries);
}
function jitteredRetryAfter(retryAfter, random) {
  return retryAfter * (1 + random / 5);
}

// src/transport/send.ts
async function send(transport, request) {
  const { signal, timeout, secrets, operation } = request;
  const { clock } = transport;
  if (signal?.aborted) throw signal.reason;
  const started = clock.now();
  const interruption = new Interruption(clock, timeout, signal);
  const pending = { transport, request, interruption, started, secrets: [...secrets] };
  let mayHaveSucceeded = false;
  try {
    for (let attempt = 1; ; attempt += 1) {
      const attemptStarted = attempt === 1 ? started : clock.now();
      const asked = transport.apiKey();
      const key = asked instanceof Promise ? await interruption.race(asked) : asked;
      const sent = await attemptWith(key, pending) ?? interrupted(interruption, false);
      const outcome = mayHaveSucceeded ? orDeleted(sent, pending) : sent;
      if ("ok" in outcome) {
        report(pending, attempt, attemptStarted, outcome);
        return outcome;
      }
      mayHaveSucceeded ||= !operation.policy.isRead && !outcome.harmless;
      const error = outcome.error(mayHaveSucceeded);
      const wait = waitAfter(outcome, attempt, pending);
      report(pending, attempt, attemptStarted, outcome.response, error, wait);
      if (interruption.happened) interruption.abort(error);
      if (wait === void 0) return answerOf(outcome, error, pending);
      if (!await interruption.wait(clock, wait)) throw interruption.error(mayHaveSucceeded);
    }
  } finally {
    interruption.release();
  }
}
function attemptWith(key, pending) {
  const { transport, interruption, secrets } = pending;
  if (key === void 0) return interrupted(interruption, true);
  if (typeof key === "object") return invalid("apiKey", key.problem);
  const fetch = transport.fetch();
  if (!fetch) return invalid("fetch", "is not available in this runtime: pass options.fetch");
  if (typeof TextDecoder === "undefined") {
    return invalid("TextDecoder", "is not available in this runtime: add a polyfill");
  }
  if (!secrets.includes(key)) secrets.push(key);
  return interruption.race(sendOnce(pending, fetch, key));
}
function interrupted(interruption, harmless) {
  return { kind: "final", harmless, error: (may) => interruption.error(may) };
}
function invalid(field, problem) {
  const error = (may) => new GatewayInputError(field, problem, may);
  return { kind: "final", harmless: true, error };
}
function waitAfter({ kind, retryAfter }, attempt, { request, transport, started }) {
  const { operation, maxRetries, timeout } = request;
  const { now, random } = transport.clock;
  if (attempt > maxRetries || !operation.policy.retries.has(kind)) return void 0;
  const wait = retryAfter === void 0 ? backoff(attempt - 1, random()) : jitteredRetryAfter(retryAfter, random());
  return now() - started + wait < timeout ? wait : void 0;
}
function answerOf({ response, content }, error, { secrets }) {
  if (!response || content === void 0 || !GatewayApiError.isInstance(error)) throw error;
  const { status, headers } = response;
  const text3 = async () => content;
  return { ok: false, status, headers, text: text3, error, withhold: createWithhold(secrets) };
}
function orDeleted(outcome, { request, secrets }) {
  if ("ok" in outcome || outcome.kind !== 404 || !outcome.response) return outcome;
  if (!request.operation.policy.isDeletion) return outcome;
  const { status, headers } = outcome.response;
  const body = void 0;
  return { ok: true, status, headers, body, withhold: createWithhold(secrets) };
}
function report({ transport, request, secrets }, attempt, attemptStarted, response, error, wait) {
  const { onAttempt, clock } = transport;
  if (!onAttempt) return;
  notify(onAttempt, {
    operation: request.operation.id,
    attempt,
    status: response?.status,
    requestId: response && requestIdOf(response.headers, createWithhold(secrets)),
    durationMs: clock.now() - attemptStarted,
    error,
    retryInMs: wait
  });
}

// src/operations/openapi-fetch.ts
import createClient from "openapi-fetch";
function createOpenapiFetchClient(baseUrl) {
  const platform = { Request: PlainRequest, fetch: carryOut };
  return createClient({ baseUrl, ...platform });
}
function requestThrough(client, { method, path }, params, send2) {
  const request = client.request;
  return request(method, path, { params, parseAs: "stream", send: send2 });
}
var PlainRequest = class {
  url;
  method;
  send;
  constructor(url, init) {
    this.url = url;
    this.method = init.method;
    this.send = init.send;
  }
};
var carryOut = ({ url, send: send2 }) => send2(url);

// src/generated/spec.ts
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

// src/generated/validators.ts
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

// src/operations/policies.ts
var write = { isRead: false, isDeletion: false, bodyLimit: 2 ** 20 };
var policies = {
  Gateway_CreateSecret: {
    ...write,
    retries: namedCreationRetries,
    likelyOutcome: "the secret was probably created"
  }
};

// src/operations/describe-error.ts
function describeError(errors, body) {
  const { instancePath = "", keyword, params = {}, message = "is invalid" } = errors?.[0] ?? {};
  const path = instancePath.split("/").slice(1).map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (keyword === "required") {
    return { path: [...path, String(params["missingProperty"])], problem: "is missing" };
  }
  const allowed = params["allowedValues"] ?? params["allowedValue"];
  if (allowed !== void 0) return { path, problem: `${message}: ${JSON.stringify(allowed)}` };
  const actual = keyword === "type" ? `, got ${typeNameAt(body, path)}` : "";
  return { path, problem: `${message}${actual}` };
}
function typeNameAt(body, path) {
  const value = path.reduce((holder, name) => Reflect.get(Object(holder), name), body);
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

// src/operations/json-path.ts
var isObject2 = (value) => typeof value === "object" && value !== null;
function visitFields(data, path, visit, depth = 0) {
  const name = path[depth];
  if (!isObject2(data) || name === void 0) return;
  for (const key of name === "*" ? Object.keys(data) : [name]) {
    if (!Object.hasOwn(data, key)) continue;
    if (depth === path.length - 1) visit(data, key);
    else visitFields(data[key], path, visit, depth + 1);
  }
}
function isLost(original, copy, path, depth = 0) {
  const name = path[depth];
  if (!isObject2(original) || !isObject2(copy) || name === void 0) return false;
  const isIn = (key) => isLost(original[key], copy[key], path, depth + 1);
  if (name === "*") return Object.keys(copy).some(isIn);
  if (depth < path.length - 1) return isIn(name);
  return name in original && !Object.hasOwn(copy, name);
}
function textsIn2(data) {
  if (typeof data === "string") return [data];
  if (typeof data === "number") return [String(data)];
  return isObject2(data) ? Object.values(data).flatMap(textsIn2) : [];
}

// src/operations/read-success.ts
function successReader({ validator, writeOnly }) {
  return (bytes) => {
    let value;
    try {
      value = bytes.byteLength === 0 ? void 0 : JSON.parse(utf8().decode(bytes));
    } catch {
      return "body is not JSON";
    }
    if (isTooDeep(value)) return `body is nested deeper than ${deepestNesting} levels`;
    for (const path2 of writeOnly) {
      visitFields(value, path2, (holder, name) => delete holder[name]);
    }
    if (!validator || validator(value)) return { value };
    if (value === void 0) return "body is empty";
    const { path, problem } = describeError(validator.errors, value);
    return `${["body", ...path].join(".")} ${problem}`;
  };
}
var decoder;
var utf8 = () => decoder ??= new TextDecoder("utf-8", { fatal: true });

// src/operations/operation.ts
var described = {};
var wrappedOperation = (id) => described[id] ??= describeOperation(id, policies[id], validators[id]);
function describeOperation(id, policy, {
  request,
  response
}) {
  const { method, path, requestBody, writeOnly, fields } = operations[id];
  return {
    id,
    method: method.toUpperCase(),
    path,
    requestBody,
    request: { validator: request, writeOnly: writeOnly.request, fields },
    readSuccess: successReader({ validator: response, writeOnly: writeOnly.response }),
    policy
  };
}

// src/operations/validate-body.ts
function validateBody(operation, body, field) {
  const { requestBody, request } = operation;
  if (body === void 0 && requestBody !== "required") return { text: void 0, secrets: [] };
  if (requestBody === "none") {
    throw new GatewayInputError(field, "must be omitted: this operation has no request body");
  }
  const { text: text3, copy } = copyAsJson(field, body, request.writeOnly);
  checkFields(field, copy, request, operation.id);
  const { validator, writeOnly } = request;
  if (validator && !validator(copy)) {
    const { path, problem } = describeError(validator.errors, copy);
    throw new GatewayInputError([field, ...path].join("."), problem);
  }
  const secrets = [];
  for (const path of writeOnly) {
    visitFields(copy, path, (holder, name) => {
      for (const secret of textsIn2(holder[name])) secrets.push(secret);
    });
  }
  return { text: text3, secrets };
}
function checkFields(field, body, { fields }, operation) {
  if (!fields || typeof body !== "object" || body === null || Array.isArray(body)) return;
  const unknown = Object.keys(body).find((name) => !fields.includes(name));
  if (unknown === void 0) return;
  const problem = `is not a field of ${operation}; expected one of: ${fields.join(", ")}`;
  throw new GatewayInputError(`${field}.${unknown}`, problem);
}
var surrogateEscape = "\\ud";
function copyAsJson(field, original, writeOnly) {
  let text3;
  let copy;
  let lost;
  try {
    text3 = JSON.stringify(original);
    copy = text3 === void 0 ? void 0 : JSON.parse(text3);
    lost = writeOnly.find((path) => isLost(original, copy, path));
  } catch {
    throw new GatewayInputError(field, "cannot be serialized as JSON");
  }
  if (lost) {
    const place = [field, ...lost].join(".");
    const problem = "is undefined: omit it, or check that the variable you pass is set";
    throw new GatewayInputError(place, problem);
  }
  if (isTooDeep(copy)) {
    throw new GatewayInputError(field, `is nested deeper than ${deepestNesting} levels`);
  }
  if (text3 !== void 0 && containsLoneSurrogate(text3)) {
    throw new GatewayInputError(field, "contains a lone surrogate, which UTF-8 cannot encode");
  }
  return { text: text3, copy };
}
function containsLoneSurrogate(json2) {
  if (!json2.includes(surrogateEscape)) return false;
  return json2.replaceAll("\\\\", "").includes(surrogateEscape);
}

// src/operations/call.ts
var callOptionNames = [
  "signal",
  "timeout",
  "maxRetries",
  "headers"
];
function createRequest(settings) {
  const client = createOpenapiFetchClient(settings.baseUrl);
  return async (operation, { path, query, body }, options, bodyName) => {
    const { timeout = settings.timeout, maxRetries = settings.maxRetries } = options;
    const { text: text3, secrets } = validateBody(operation, body, bodyName);
    const headers = mergeHeaders(settings.headers, options.headers);
    const signal = checkSignal(options.signal);
    checkTimeout(timeout);
    checkMaxRetries(maxRetries);
    let isSent = false;
    const sendTo = (url) => {
      isSent = true;
      const request = { operation, url, headers, body: text3, signal, timeout, maxRetries, secrets };
      return send(settings.transport, request);
    };
    try {
      return await requestThrough(client, operation, { path, query }, sendTo);
    } catch (error) {
      if (!isSent) throw new GatewayInputError("params.query", "cannot be serialized into a URL");
      throw signal?.aborted && !signal.reason ? signal.reason : error;
    }
  };
}
function createCall(request) {
  return async (id, input, options, bodyName = "body") => {
    const { data, response } = await request(wrappedOperation(id), input, options, bodyName);
    if (!response.ok) throw response.error;
    return data;
  };
}

// src/input/path-parameter.ts
var sendable = /^[ -~\xa0-\ud7ff\ue000-\u{10ffff}]+$/u;
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
  if (segment.includes("/")) return "must not contain a slash";
  if (segment === "." || segment === "..") return 'must not be "." or ".."';
  if (!sendable.test(segment)) return "contains a control character or a lone surrogate";
  return void 0;
}

// src/input/account-id.ts
function accountIdSource(ofClient) {
  const checked = ofClient === void 0 ? void 0 : checkAccountId(ofClient);
  return (id = checked) => id === void 0 || id !== checked ? checkAccountId(id) : id;
}
function checkAccountId(id = environmentVariable("FIREWORKS_ACCOUNT_ID")) {
  if (id === void 0) {
    throw new GatewayInputError("accountId", "is missing: pass it, or set FIREWORKS_ACCOUNT_ID");
  }
  if (typeof id !== "string") {
    throw new GatewayInputError("accountId", `must be a string, got ${typeof id}`);
  }
  const pasted = /^accounts\/([a-z0-9-]+)\/?$/.exec(id)?.[1];
  if (pasted) throw new GatewayInputError("accountId", `must be the bare id: "${pasted}"`);
  return checkPathParameter("accountId", id);
}

// src/input/api-key.ts
function apiKeySource(option) {
  if (typeof option === "function") return () => askForKey(option);
  if (option === void 0) return () => checkKey(environmentVariable("FIREWORKS_API_KEY"));
  const key = checkKey(option);
  if (typeof key === "object") throw new GatewayInputError("apiKey", key.problem);
  return () => key;
}
async function askForKey(ask) {
  try {
    return checkKey(await ask());
  } catch {
    return { problem: "function threw" };
  }
}
function checkKey(value) {
  if (value === void 0) return { problem: "is missing: pass it, or set FIREWORKS_API_KEY" };
  if (typeof value !== "string") return { problem: `must be a string, got ${typeof value}` };
  const key = value.trim();
  if (key === "") return { problem: "is blank" };
  if (/^bearer(\s|$)/i.test(key)) return { problem: 'must not start with "Bearer "' };
  if (/[^!-~]/.test(key)) return { problem: "contains a character outside visible ASCII" };
  return key;
}

// src/input/base-url.ts
var loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;
function checkBaseUrl(value) {
  const { protocol, hostname, username, password, href } = parse2(value);
  if (protocol !== "https:" && !(protocol === "http:" && loopback.test(hostname))) {
    throw invalid2("must be https, or http on loopback");
  }
  if (username || password) throw invalid2("must not contain credentials");
  if (/[?#]/.test(href)) throw invalid2("must not have a query or a fragment");
  let end = href.length;
  while (href[end - 1] === "/") end -= 1;
  return href.slice(0, end);
}
function parse2(value) {
  const isUrl = Object.prototype.toString.call(value) === "[object URL]";
  if (typeof value !== "string" && !isUrl) throw invalid2("must be a string or a URL");
  try {
    return new URL(String(value));
  } catch {
    throw invalid2("must be an absolute URL, such as https://api.fireworks.ai");
  }
}
var invalid2 = (problem) => new GatewayInputError("baseUrl", problem);

// src/version.ts
var packageVersion = "0.1.0";

// src/operations/settings.ts
var optionNames = [
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
function checkClientOptions(clock, options) {
  const own = ownOptions(options, optionNames);
  const { fetch: ownFetch, onAttempt, timeout = 6e4, maxRetries = 2 } = own;
  if (isPage() && own.dangerouslyAllowBrowser !== true) {
    throw new GatewayInputError(
      "dangerouslyAllowBrowser",
      "is not set, and this is a page: each of its visitors could read the API key"
    );
  }
  checkFunction("fetch", ownFetch);
  checkFunction("onAttempt", onAttempt);
  const { baseUrl = environmentVariable("FIREWORKS_BASE_URL") ?? server } = own;
  return {
    transport: {
      apiKey: apiKeySource(own.apiKey),
      fetch: () => ownFetch ?? globalThis.fetch,
      onAttempt,
      clock
    },
    baseUrl: checkBaseUrl(baseUrl),
    accountIdOf: accountIdSource(own.accountId),
    headers: mergeHeaders(defaultHeaders(), own.headers),
    timeout: checkTimeout(timeout),
    maxRetries: checkMaxRetries(maxRetries)
  };
}
function defaultHeaders() {
  const userAgent = `fireworks-gateway-client/${packageVersion} (spec ${version})`;
  return { accept: "application/json", ...!isBrowser() && { "user-agent": userAgent } };
}

// src/secrets/secrets.ts
var optionNames2 = [
  "accountId",
  ...callOptionNames
];
function createSecretMethods(call, accountIdOf) {
  return {
    async createSecret(secret, options) {
      const own = ownOptions(options, optionNames2);
      const path = { account_id: accountIdOf(own.accountId) };
      return await call("Gateway_CreateSecret", { path, body: secret }, own, "secret");
    }
  };
}

// src/transport/clock.ts
var systemClock = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  schedule: (callback, delay) => {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  }
};

// src/client.ts
function createGatewayClient(options = {}) {
  return createClientWith(systemClock, options);
}
function createClientWith(clock, options) {
  const settings = checkClientOptions(clock, options);
  const call = createCall(createRequest(settings));
  return Object.freeze(createSecretMethods(call, settings.accountIdOf));
}

// src/secrets/secret-name.ts
var resourceId = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
function secretName(accountId, secretId) {
  return `accounts/${checkId("accountId", accountId)}/secrets/${checkId("secretId", secretId)}`;
}
function checkId(field, id) {
  if (typeof id === "string" && resourceId.test(id)) return id;
  throw new GatewayInputError(
    field,
    "must be 1\u201363 characters of a-z, 0-9 and -, not starting or ending with -"
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
