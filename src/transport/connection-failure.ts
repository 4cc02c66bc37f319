import { GatewayConnectionError } from "../errors/gateway-connection-error.js";
import type { Failure } from "./outcome.js";
import { printable } from "./printable.js";
import type { Withhold } from "./withhold.js";

// ConnectionRefused is Bun's.
const notSentCodes = /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;

// A connection in use can fail with these too, so they count only if they come from connecting.
const notSentCodesOfConnect =
  /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)$/;

const certificateCodes =
  /^(CERT_\w+|ERR_TLS_CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_(GET|VERIFY|DECRYPT)_\w+|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)$/;

/** Describes what a `fetch` rejected with. Never throws. */
export function connectionFailure(url: string, reason: unknown, withhold: Withhold): Failure {
  const outer = fieldsOf(reason);
  const inner = fieldsOf(outer.cause);
  const source = inner.code === undefined && inner.message === undefined ? outer : inner;
  const { code = "", syscall } = source.code === undefined ? outer : source;
  const connecting = syscall === "connect" || syscall === "getaddrinfo";
  const notSent =
    (notSentCodes.test(code) && (connecting || syscall === undefined)) ||
    (notSentCodesOfConnect.test(code) && connecting);
  // Of undici's fetch, before it connects: the standard has a list of ports that are never asked.
  const blocked = outer.message === "fetch failed" && inner.message === "bad port";
  const harmless = notSent || blocked || certificateCodes.test(code);
  const cause = causeOf(source, code, withhold);
  const when = harmless ? "before the request was sent" : "before a response arrived";
  const detail = cause.code ? ` (${cause.code})` : cause.message && `: ${cause.message}`;
  const remedy = blocked ? "; choose another port" : "";
  const message = `connection to ${new URL(url).host} failed ${when}${detail}${remedy}`;
  return {
    kind: notSent ? "notSent" : harmless ? "final" : "connection",
    harmless,
    error: (mayHaveSucceeded) => new GatewayConnectionError(message, mayHaveSucceeded, cause),
  };
}

function causeOf({ name = "Error", message = "" }: ErrorFields, code: string, withhold: Withhold) {
  const withheld = withhold([name, message, code].join("\n"));
  const fields = withheld
    ? { name: "Error", message: withheld, code: undefined }
    : { name: printable(name), message: printable(message), code: printable(code) || undefined };
  // No frames: they would be this package's own, and say nothing of the failure.
  return Object.assign(new Error(fields.message), fields, {
    stack: `${fields.name}: ${fields.message}`,
  });
}

interface ErrorFields {
  readonly name?: string | undefined;
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  readonly syscall?: string | undefined;
  readonly cause?: unknown;
}

function fieldsOf(error: unknown): ErrorFields {
  if (typeof error === "string") return { message: error };
  return {
    name: text(error, "name"),
    message: text(error, "message"),
    code: text(error, "code"),
    // Node tries all addresses of a host, and wraps the errors in one without a syscall.
    syscall: text(error, "syscall") ?? text(read(read(error, "errors"), "0"), "syscall"),
    cause: read(error, "cause"),
  };
}

function text(holder: unknown, name: string): string | undefined {
  const value = read(holder, name);
  return typeof value === "string" ? value : undefined;
}

function read(holder: unknown, name: string): unknown {
  try {
    return Reflect.get(Object(holder), name);
  } catch {
    // A custom fetch may reject with anything, such as an object with a getter that throws.
    return undefined;
  }
}
