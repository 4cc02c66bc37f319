import { describe, expect, test } from "vitest";
import { GatewayConnectionError } from "../../src/index.js";
import { connectionFailure } from "../../src/transport/connection-failure.js";
import { createWithhold } from "../../src/transport/withhold.js";
import { canaryKey } from "../support/canary.js";

const url = "https://gateway.example.com:8443/v1/secrets?page=1";
const showAll = (): undefined => undefined;

/** What Node's fetch rejects with. */
const failed = (cause: unknown): TypeError => new TypeError("fetch failed", { cause });
const system = (code: string, syscall?: string): Error =>
  Object.assign(new Error(`${syscall ?? ""} ${code}`), { code, ...(syscall && { syscall }) });
const several = (code: string, syscall: string): Error =>
  Object.assign(new AggregateError([system(code, syscall), system(code, syscall)]), { code });

function errorOf(reason: unknown, withhold = createWithhold([])): GatewayConnectionError {
  const error = connectionFailure(url, reason, withhold).error(false);
  if (!GatewayConnectionError.isInstance(error)) throw new Error("not a connection error");
  return error;
}

const causeOf = (reason: unknown) => {
  const { name, message, code } = errorOf(reason).cause;
  return { name, message, code };
};

const verdictOn = (reason: unknown): string => {
  const { kind, harmless } = connectionFailure(url, reason, showAll);
  return `${kind}, ${harmless ? "harmless" : "unknown"}`;
};

const beforeSending = "notSent, harmless";
const perhapsSent = "connection, unknown";

const provenByCode = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EAI_FAIL",
  "UND_ERR_CONNECT_TIMEOUT",
  "ConnectionRefused",
];
const provenByConnecting = [
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "ETIMEDOUT",
];

describe("a port that fetch refuses", () => {
  const refused = failed(new Error("bad port"));

  test("is not asked, and not tried again", () => {
    expect(verdictOn(refused)).toBe("final, harmless");
    expect(errorOf(refused).message).toBe(
      "connection to gateway.example.com:8443 failed before the request was sent: bad port; choose another port",
    );
  });

  test("is what the platform's fetch says of one", async () => {
    const reason: unknown = await fetch("http://127.0.0.1:6000/").catch((error) => error);
    expect(verdictOn(reason)).toBe("final, harmless");
  });

  test.each([
    failed(new Error("a bad port")),
    failed(new Error("bad ports")),
    new Error("bad port"),
    new TypeError("other", { cause: new Error("bad port") }),
  ])("is not what another error says: %s", (reason) => {
    expect(verdictOn(reason)).toBe(perhapsSent);
    expect(errorOf(reason).message).not.toContain("choose another");
  });
});

describe("a rejected fetch", () => {
  test.each(provenByCode)("with %s had sent nothing, with or without a syscall", (code) => {
    for (const error of [
      system(code),
      system(code, "connect"),
      system(code, "getaddrinfo"),
      failed(system(code)),
      failed(system(code, "connect")),
      failed(system(code, "getaddrinfo")),
    ]) {
      expect(verdictOn(error)).toBe(beforeSending);
    }
  });

  test.each(provenByConnecting)("with %s had sent nothing only if it was connecting", (code) => {
    for (const syscall of ["connect", "getaddrinfo"]) {
      expect(verdictOn(system(code, syscall))).toBe(beforeSending);
      expect(verdictOn(failed(system(code, syscall)))).toBe(beforeSending);
    }
    expect(verdictOn(system(code))).toBe(perhapsSent);
    expect(verdictOn(failed(system(code)))).toBe(perhapsSent);
  });

  test.each([...provenByCode, ...provenByConnecting])(
    "with %s from another syscall may have sent something",
    (code) => {
      for (const syscall of ["write", "read", "shutdown", "xconnect", "connectx", ""]) {
        const error = Object.assign(new Error("x"), { code, syscall });
        expect(verdictOn(failed(error))).toBe(perhapsSent);
        expect(verdictOn(error)).toBe(perhapsSent);
      }
    },
  );

  test("from several addresses, as Node wraps it, is read from the first of them", () => {
    expect(verdictOn(failed(several("ECONNREFUSED", "connect")))).toBe(beforeSending);
    expect(verdictOn(failed(several("ETIMEDOUT", "connect")))).toBe(beforeSending);
    expect(verdictOn(failed(several("ETIMEDOUT", "read")))).toBe(perhapsSent);
    expect(verdictOn(failed(several("ECONNREFUSED", "read")))).toBe(perhapsSent);
  });

  test.each([
    "ECONNRESET",
    "EPIPE",
    "EPROTO",
    "ENETRESET",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
    "UND_ERR_BODY_TIMEOUT",
    "HPE_INVALID_CONSTANT",
    "ERR_SSL_WRONG_VERSION_NUMBER",
    "ABORT_ERR",
    "XECONNREFUSED",
    "ECONNREFUSEDX",
    "XETIMEDOUT",
    "ETIMEDOUTX",
    "XCERT_HAS_EXPIRED",
    "INVALID_CAX",
    "",
  ])("with the code %j may have sent something", (code) => {
    expect(verdictOn(failed(system(code, "connect")))).toBe(perhapsSent);
  });

  test.each([
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "CERT_HAS_EXPIRED",
    "CERT_NOT_YET_VALID",
    "CERT_REVOKED",
    "CERT_UNTRUSTED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "UNABLE_TO_GET_ISSUER_CERT",
    "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    "UNABLE_TO_DECRYPT_CERT_SIGNATURE",
    "HOSTNAME_MISMATCH",
    "INVALID_CA",
    "PATH_LENGTH_EXCEEDED",
  ])("with %s is harmless, and useless to repeat", (code) => {
    expect(verdictOn(failed(system(code)))).toBe("final, harmless");
  });

  test("passes on whether the call may have succeeded", () => {
    const { error } = connectionFailure(url, failed(system("ECONNRESET")), showAll);
    expect(error(true)).toMatchObject({ mayHaveSucceeded: true });
    expect(error(false)).toMatchObject({ mayHaveSucceeded: false });
  });
});

const refuse = (): never => {
  throw new Error("no");
};

describe("the cause of a connection error", () => {
  test("is an Error of its own, whose stack has no frames", () => {
    const inner = Object.assign(new RangeError("inner"), { code: "ECODE", secret: "s" });
    const { cause } = errorOf(failed(inner));
    expect(cause).toBeInstanceOf(Error);
    expect(cause).not.toBe(inner);
    expect(cause.stack).toBe("RangeError: inner");
    expect(cause).not.toHaveProperty("secret");
  });

  test("has the name, message and code of the innermost error", () => {
    const inner = Object.assign(new RangeError("inner"), { code: "ECODE" });
    expect(causeOf(failed(inner))).toEqual({ name: "RangeError", message: "inner", code: "ECODE" });
  });

  test("has the code of the outer error if the inner one has none", () => {
    const error = Object.assign(failed(new Error("why")), { code: "ECONNREFUSED" });
    expect(verdictOn(error)).toBe(beforeSending);
    expect(causeOf(error)).toEqual({ name: "Error", message: "why", code: "ECONNREFUSED" });
  });

  test("has a code alone if the inner error has no more", () => {
    expect(causeOf({ cause: { code: "ECODE" }, message: "outer" })).toEqual({
      name: "Error",
      message: "",
      code: "ECODE",
    });
  });

  test.each<[string, unknown, string]>([
    ["an error", new Error("why"), "why"],
    ["a text", "why", "why"],
    ["a text as its cause", { cause: "why" }, "why"],
    ["nothing", undefined, ""],
    ["null", null, ""],
    ["a number", 42, ""],
    ["fields that are numbers", { name: 1, message: 2, code: 3 }, ""],
    ["an empty cause", { message: "outer", cause: {} }, "outer"],
  ])("can be read if fetch rejects with %s", (_name, reason, message) => {
    expect(causeOf(reason)).toEqual({ name: "Error", message, code: undefined });
  });

  test("can be read if fetch rejects with something hostile", () => {
    const everywhere = new Proxy({}, { get: refuse });
    const hostile = Object.defineProperty({ code: "ECONNREFUSED" }, "message", { get: refuse });
    const cyclic: { message: string; cause?: unknown } = { message: "round" };
    cyclic.cause = cyclic;
    expect(causeOf(hostile)).toEqual({ name: "Error", message: "", code: "ECONNREFUSED" });
    expect(verdictOn(hostile)).toBe(beforeSending);
    expect(causeOf(everywhere).message).toBe("");
    expect(causeOf({ cause: everywhere }).message).toBe("");
    expect(causeOf(cyclic).message).toBe("round");
    expect(verdictOn({ code: "ETIMEDOUT", errors: everywhere })).toBe(perhapsSent);
  });

  test.each([
    ["name", { name: `${canaryKey}!` }],
    ["message", { message: `no ${canaryKey}` }],
    ["code", { code: `E_${canaryKey}` }],
  ])("is withheld whole if its %s repeats part of a secret", (_field, fields) => {
    const reason = { name: "TypeError", message: "failed", code: "ECODE", ...fields };
    const { cause, message } = errorOf(reason, createWithhold([canaryKey]));
    const notice = "[withheld: the server's text repeats part of a secret]";
    expect({ ...cause, message: cause.message, stack: cause.stack }).toEqual({
      name: "Error",
      message: notice,
      code: undefined,
      stack: `Error: ${notice}`,
    });
    expect(message).toBe(
      `connection to gateway.example.com:8443 failed before a response arrived: ${notice}`,
    );
  });

  test("that is withheld still counts as a failure before sending", () => {
    const reason = { code: "ECONNREFUSED", message: canaryKey };
    expect(connectionFailure(url, reason, createWithhold([canaryKey])).kind).toBe("notSent");
  });

  test("has no control character or escape sequence", () => {
    const reason = { name: "A\u001B[31m", message: "b\u0000\nc\u202Ed", code: "E\u009B" };
    const { cause, message } = errorOf(reason);
    expect(cause).toMatchObject({ name: "A [31m", message: "b c d", code: "E" });
    expect(cause.stack).toBe("A [31m: b c d");
    expect(message).toMatch(/ \(E\)$/);
  });
});

describe("the message of a connection error", () => {
  test.each<[string, unknown, string]>([
    [
      "a refused connection",
      failed(system("ECONNREFUSED", "connect")),
      "before the request was sent (ECONNREFUSED)",
    ],
    [
      "an expired certificate",
      failed(system("CERT_HAS_EXPIRED")),
      "before the request was sent (CERT_HAS_EXPIRED)",
    ],
    ["a code alone", failed({ code: "ENOTFOUND" }), "before the request was sent (ENOTFOUND)"],
    ["a message alone", new Error("socket hang up"), "before a response arrived: socket hang up"],
    ["a reset", { code: "ECONNRESET" }, "before a response arrived (ECONNRESET)"],
    ["nothing", undefined, "before a response arrived"],
  ])("names host, time and reason of %s", (_name, reason, message) => {
    expect(errorOf(reason).message).toBe(
      `connection to gateway.example.com:8443 failed ${message}`,
    );
  });
});
