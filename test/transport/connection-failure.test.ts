import { describe, expect, test } from "vitest";
import { readConnectionFailure } from "../../src/transport/connection-failure.js";
import { createRedactor } from "../../src/transport/withhold.js";
import { canaryBody, canaryClient, endingOf } from "../support/calls.js";

const asItIs = (text: string): string => text;

/** What Node's fetch rejects with. */
const failed = (cause: unknown): TypeError => new TypeError("fetch failed", { cause });
const system = (code: string, syscall?: string): Error =>
  Object.assign(new Error(`${syscall ?? ""} ${code}`), { code, ...(syscall && { syscall }) });
const several = (code: string, syscall: string): Error =>
  Object.assign(new AggregateError([system(code, syscall), system(code, syscall)]), { code });

const verdictOn = (error: unknown): string => {
  const { notSent, harmless } = readConnectionFailure(error, asItIs);
  return `${notSent ? "not sent" : "perhaps sent"}, ${harmless ? "harmless" : "unknown"}`;
};

describe("a rejected fetch", () => {
  const beforeSending = [
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EAI_FAIL",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "EHOSTDOWN",
    "ENETDOWN",
    "EADDRNOTAVAIL",
    "UND_ERR_CONNECT_TIMEOUT",
    "ConnectionRefused",
  ];

  test.each(beforeSending)("with %s had not sent anything", (code) => {
    const verdict = "not sent, harmless";
    expect(verdictOn(failed(system(code)))).toBe(verdict);
    expect(verdictOn(failed(system(code, "connect")))).toBe(verdict);
    expect(verdictOn(failed(system(code, "getaddrinfo")))).toBe(verdict);
    expect(verdictOn(system(code))).toBe(verdict);
    expect(verdictOn(system(code, "connect"))).toBe(verdict);
  });

  test.each(beforeSending)("with %s from anything but connecting may have", (code) => {
    for (const syscall of ["write", "read", "shutdown", "xconnect", "connectx", ""]) {
      const error = Object.assign(new Error("x"), { code, syscall });
      expect(verdictOn(failed(error))).toBe("perhaps sent, unknown");
      expect(verdictOn(error)).toBe("perhaps sent, unknown");
    }
  });

  test("that timed out had sent nothing only if it was connecting", () => {
    expect(verdictOn(failed(system("ETIMEDOUT", "connect")))).toBe("not sent, harmless");
    expect(verdictOn(failed(system("ETIMEDOUT", "getaddrinfo")))).toBe("not sent, harmless");
    expect(verdictOn(failed(system("ETIMEDOUT", "write")))).toBe("perhaps sent, unknown");
    expect(verdictOn(failed(system("ETIMEDOUT")))).toBe("perhaps sent, unknown");
  });

  test("from several addresses, as Node wraps it, is judged by what came of the first", () => {
    expect(verdictOn(failed(several("ECONNREFUSED", "connect")))).toBe("not sent, harmless");
    expect(verdictOn(failed(several("ETIMEDOUT", "connect")))).toBe("not sent, harmless");
    expect(verdictOn(failed(several("ETIMEDOUT", "read")))).toBe("perhaps sent, unknown");
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
    "XCERT_HAS_EXPIRED",
    "INVALID_CAX",
    "",
  ])("with the code %j may have sent", (code) => {
    expect(verdictOn(failed(system(code, "connect")))).toBe("perhaps sent, unknown");
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
  ])("with %s was not accepted by us: harmless, and useless to repeat", (code) => {
    expect(verdictOn(failed(system(code)))).toBe("perhaps sent, harmless");
  });

  test("takes its code from the error itself where the cause has none", () => {
    const error = Object.assign(failed(new Error("why")), { code: "ECONNREFUSED" });
    const { notSent, cause } = readConnectionFailure(error, asItIs);
    expect(notSent).toBe(true);
    expect(cause).toEqual({ name: "Error", message: "why", code: "ECONNREFUSED" });
  });

  test("is told by its cause's name, message and code", () => {
    const inner = Object.assign(new RangeError("inner"), { code: "ECODE", secret: "s" });
    expect(readConnectionFailure(failed(inner), asItIs).cause).toEqual({
      name: "RangeError",
      message: "inner",
      code: "ECODE",
    });
  });

  test("is told by a code alone, where the cause has no more", () => {
    const { cause } = readConnectionFailure({ cause: { code: "ECODE" }, message: "outer" }, asItIs);
    expect(cause).toEqual({ name: "Error", message: "", code: "ECODE" });
  });

  test.each<[string, unknown, object]>([
    ["an error", new Error("why"), { name: "Error", message: "why", code: undefined }],
    ["a text", "why", { name: "Error", message: "why", code: undefined }],
    ["a text for a cause", { cause: "why" }, { name: "Error", message: "why", code: undefined }],
    ["nothing", undefined, { name: "Error", message: "", code: undefined }],
    ["null", null, { name: "Error", message: "", code: undefined }],
    ["a number", 42, { name: "Error", message: "", code: undefined }],
    ["numbers", { name: 1, message: 2, code: 3 }, { name: "Error", message: "", code: undefined }],
    [
      "an empty cause",
      { message: "outer", cause: {} },
      { name: "Error", message: "outer", code: undefined },
    ],
  ])("can be %s", (_name, error, cause) => {
    expect(readConnectionFailure(error, asItIs).cause).toEqual(cause);
  });

  test("can be hostile", () => {
    const hostile = {
      get message(): never {
        throw new Error("no");
      },
      code: "ECONNREFUSED",
    };
    const everywhere = new Proxy(
      {},
      {
        get: () => {
          throw new Error("no");
        },
      },
    );
    const cyclic: { message: string; cause?: unknown } = { message: "round" };
    cyclic.cause = cyclic;
    const { cause, notSent } = readConnectionFailure(hostile, asItIs);
    expect([cause.message, notSent]).toEqual(["", true]);
    expect(readConnectionFailure(everywhere, asItIs).cause.message).toBe("");
    expect(readConnectionFailure({ cause: everywhere }, asItIs).cause.message).toBe("");
    expect(readConnectionFailure(cyclic, asItIs).cause.message).toBe("round");
    expect(verdictOn({ code: "ETIMEDOUT", errors: everywhere })).toBe("perhaps sent, unknown");
  });

  test("shows no secret, in whichever field", () => {
    const redact = createRedactor(["s3cr3t-key"]);
    const error = { name: "s3cr3t-key!", message: "no s3cr3t-key", code: "E_s3cr3t-key" };
    expect(readConnectionFailure(error, redact).cause).toEqual({
      name: "[redacted]!",
      message: "no [redacted]",
      code: "E_[redacted]",
    });
  });
});

describe("the message of a failed connection", () => {
  test.each<[unknown, string]>([
    [
      failed(system("ECONNREFUSED", "connect")),
      "before the request was sent: connect ECONNREFUSED",
    ],
    [failed(system("CERT_HAS_EXPIRED")), "before the request was sent:  CERT_HAS_EXPIRED"],
    [failed({ code: "ENOTFOUND" }), "before the request was sent: ENOTFOUND"],
    [new Error("socket hang up"), "before an answer came: socket hang up"],
    [{ code: "ECONNRESET" }, "before an answer came: ECONNRESET"],
    [undefined, "before an answer came"],
  ])("for %o says when and why", async (reason, message) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a custom fetch may reject with what is no Error
    const client = canaryClient({ fetch: () => Promise.reject(reason), maxRetries: 0 });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ message: `the connection failed ${message}` });
  });
});
