import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import * as gateway from "../src/index.js";

const {
  GatewayApiError,
  GatewayConnectionError,
  GatewayError,
  GatewayInputError,
  GatewayProtocolError,
  GatewayTimeoutError,
} = gateway;

/** One of each, made by this copy of the package or another. */
function oneOfEach(copy: typeof gateway): Record<string, Error> {
  const fields = { status: 409, code: "ABORTED", details: [], retryAfter: 5 } as const;
  const cause = Object.assign(new Error("why"), { code: undefined });
  return {
    GatewayApiError: new copy.GatewayApiError({ ...fields, requestId: "r" }, "m", false),
    GatewayConnectionError: new copy.GatewayConnectionError("m", true, cause),
    GatewayInputError: new copy.GatewayInputError("field", "is wrong"),
    GatewayProtocolError: new copy.GatewayProtocolError("m", true, 200, undefined),
    GatewayTimeoutError: new copy.GatewayTimeoutError(5, true),
  };
}

const isA: Record<string, (error: unknown) => boolean> = {
  GatewayApiError: (error) => GatewayApiError.isInstance(error),
  GatewayConnectionError: (error) => GatewayConnectionError.isInstance(error),
  GatewayInputError: (error) => GatewayInputError.isInstance(error),
  GatewayProtocolError: (error) => GatewayProtocolError.isInstance(error),
  GatewayTimeoutError: (error) => GatewayTimeoutError.isInstance(error),
};

describe("isInstance", () => {
  test.each(Object.keys(isA))("recognizes a %s and no other, from any copy", async (name) => {
    vi.resetModules();
    const other: typeof gateway = await import("../src/index.js");
    expect(other.GatewayError).not.toBe(GatewayError);
    for (const error of [oneOfEach(gateway)[name], oneOfEach(other)[name]]) {
      expect(GatewayError.isInstance(error)).toBe(true);
      const knowing = Object.entries(isA).filter(([, knows]) => knows(error));
      expect(knowing.map(([knownName]) => knownName)).toEqual([name]);
    }
  });

  test("recognizes errors of derived classes", () => {
    class Derived extends GatewayInputError {
      override readonly name = "Derived";
    }
    class Renamed extends GatewayInputError {
      static {
        this.prototype.name = "Renamed";
      }
    }
    const derived = new Derived("field", "is wrong");
    const renamed = new Renamed("field", "is wrong");
    for (const known of [GatewayError, GatewayInputError]) {
      expect(known.isInstance(derived)).toBe(true);
      expect(known.isInstance(renamed)).toBe(true);
    }
    expect([Derived.isInstance(derived), Renamed.isInstance(renamed)]).toEqual([true, true]);
    expect([Derived.isInstance(renamed), Renamed.isInstance(derived)]).toEqual([false, false]);
    expect(Derived.isInstance(new GatewayInputError("field", "is wrong"))).toBe(false);
    expect(GatewayTimeoutError.isInstance(derived)).toBe(false);
  });

  test.each([
    [undefined],
    [null],
    ["GatewayError"],
    [new Error("m")],
    [Object.assign(new Error("m"), { name: "GatewayError" })],
    [{ name: "GatewayError", mayHaveSucceeded: true }],
    [new DOMException("m", "AbortError")],
  ])("does not recognize %o", (error) => {
    expect(GatewayError.isInstance(error)).toBe(false);
    expect(GatewayInputError.isInstance(error)).toBe(false);
  });
});

test.each(["GatewayError", ...Object.keys(isA)])(
  "%s has its name and its mark by definition, as other copies of the package expect",
  (name) => {
    const classes: Record<string, unknown> = { ...gateway };
    const { prototype } = Object(classes[name]);
    expect(Object.getOwnPropertyDescriptor(prototype, "name")).toEqual({
      value: name,
      writable: true,
      configurable: true,
      enumerable: false,
    });
    const mark = Symbol.for(`fireworks-gateway-client.${name}`);
    expect(Object.getOwnPropertyDescriptor(prototype, mark)).toMatchObject({ value: true });
  },
);

describe("an error", () => {
  test.each(Object.entries(oneOfEach(gateway)))(
    "%s is shown by its name and message everywhere",
    (name, error) => {
      expect(error).toBeInstanceOf(Error);
      expect(error.name).toBe(name);
      expect(String(error)).toBe(`${name}: ${error.message}`);
      expect(error.stack).toContain(error.message);
      expect(Object.keys(error)).not.toContain("name");
      expect(inspect(error)).toMatch(new RegExp(`^${name}: `));
      expect(structuredClone(error).message).toBe(error.message);
    },
  );

  test("GatewayApiError says status, code, message and request id", () => {
    const { GatewayApiError: error } = oneOfEach(gateway);
    expect(error).toMatchObject({
      message: "409 ABORTED: m (request id r)",
      status: 409,
      code: "ABORTED",
      details: [],
      requestId: "r",
      retryAfter: 5,
      mayHaveSucceeded: false,
    });
  });

  test("GatewayApiError omits a missing text and request id from its message", () => {
    const fields = { status: 500, code: "INTERNAL", details: [], retryAfter: undefined } as const;
    const error = new GatewayApiError({ ...fields, requestId: undefined }, "", true);
    expect(error.message).toBe("500 INTERNAL");
  });

  test("GatewayConnectionError has its cause, as errors have it", () => {
    const { GatewayConnectionError: error } = oneOfEach(gateway);
    expect(error?.cause).toBeInstanceOf(Error);
    expect(error?.cause).toMatchObject({ name: "Error", message: "why", code: undefined });
    expect(Object.keys(error ?? {})).not.toContain("cause");
  });

  test("GatewayInputError has mayHaveSucceeded false by default", () => {
    const error = new GatewayInputError("field", "is wrong");
    expect(error).toMatchObject({ field: "field", message: "field is wrong" });
    expect(error.mayHaveSucceeded).toBe(false);
    expect(new GatewayInputError("field", "is wrong", true).mayHaveSucceeded).toBe(true);
  });

  test("GatewayTimeoutError says after how long it timed out", () => {
    const { GatewayTimeoutError: error } = oneOfEach(gateway);
    expect(error).toMatchObject({ message: "timed out after 5 ms", timeout: 5 });
  });
});
