import type { ConnectionFailureCause } from "./errors/gateway-connection-error.js";
import type { Redact } from "./redact.js";

/** What is known of why a `fetch` rejected. */
export interface ConnectionFailure {
  /** Certain that no byte of the request left: refused, no route, no name, no connection in time. */
  readonly notSent: boolean;
  /** Certain that the server did nothing: `notSent`, or its certificate was not accepted. */
  readonly harmless: boolean;
  readonly cause: ConnectionFailureCause;
}

const notSentCodes =
  /^(ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused)$/;

// A request that was under way can time out too, so this one counts only from connect itself.
const notSentFromConnect = "ETIMEDOUT";

const certificateCodes =
  /^(CERT_\w+|ERR_TLS_CERT_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_(GET|VERIFY|DECRYPT)_\w+|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED)$/;

/** Judges what a `fetch` rejected with; copies and scrubs what may be shown of it. */
export function readConnectionFailure(error: unknown, redact: Redact): ConnectionFailure {
  const outer = fieldsOf(error);
  const inner = fieldsOf(outer.cause);
  const source = inner.code === undefined && inner.message === undefined ? outer : inner;
  const { code = "", syscall } = source.code === undefined ? outer : source;
  const fromConnect = syscall === "connect" || syscall === "getaddrinfo";
  const notSent =
    notSentCodes.test(code) && (syscall === undefined || fromConnect)
      ? true
      : code === notSentFromConnect && fromConnect;
  return {
    notSent,
    harmless: notSent || certificateCodes.test(code),
    cause: {
      name: redact(source.name ?? "Error"),
      message: redact(source.message ?? ""),
      code: code === "" ? undefined : redact(code),
    },
  };
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
    // Node tries all addresses of a host and wraps what came of it, without a syscall of its own.
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
    // A custom fetch may reject with anything, a getter that throws included.
    return undefined;
  }
}
