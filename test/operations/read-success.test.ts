import { describe, expect, test } from "vitest";
import type { Validator } from "../../src/generated/validators.js";
import { successReader } from "../../src/operations/read-success.js";

const bytesOf = (body: string) => new TextEncoder().encode(body);
const readAny = successReader({ validator: undefined, writeOnly: [] });

/** A validator that accepts one body, and calls anything else invalid. */
const accepting = (accepted: unknown): Validator<unknown> =>
  Object.assign((body: unknown): body is unknown => body === accepted, {
    errors: [{ path: ["a"], keyword: "type", message: "must be x" }],
  });

const nested = (levels: number) => bytesOf(`${"[".repeat(levels)}${"]".repeat(levels)}`);

const validator = (body: unknown): body is unknown => JSON.stringify(body) === "{}";

describe("a success", () => {
  test.each(['{"a":[1,null]}', "[]", '"text"', "0", "null", " true "])("may be %s", (json) => {
    expect(readAny(bytesOf(json), 200)).toEqual({ value: JSON.parse(json) });
  });

  test.each([
    ["a page of HTML", bytesOf("<p>busy</p>")],
    ["JSON that breaks off", bytesOf('{"a":')],
    ["not UTF-8", Uint8Array.of(34, 255, 34)],
    ["blank", bytesOf(" ")],
  ])("that is %s is not JSON", (_name, bytes) => {
    expect(readAny(bytes, 200)).toBe("body is not JSON");
  });

  test("may be nested 100 levels deep, and no deeper", () => {
    expect(readAny(nested(100), 200)).toHaveProperty("value");
    expect(readAny(nested(101), 200)).toBe("body is nested deeper than 100 levels");
    expect(readAny(nested(5000), 200)).toBe("body is nested deeper than 100 levels");
  });

  test("loses its write-only fields, wherever they are", () => {
    const writeOnly = [["value"], ["nested", "key"], ["list", "*", "key"]];
    const body = { value: "a", nested: { key: "b", c: 1 }, list: [{ key: "d" }, "e", null] };
    const read = successReader({ validator: undefined, writeOnly });
    expect(read(bytesOf(JSON.stringify(body)), 200)).toEqual({
      value: { nested: { c: 1 }, list: [{}, "e", null] },
    });
  });

  test("loses its write-only fields before it is validated", () => {
    const read = successReader({ validator, writeOnly: [["value"]] });
    expect(read(bytesOf('{"value":5}'), 200)).toEqual({ value: {} });
  });

  test("that violates its schema is described by place and type", () => {
    const read = successReader({ validator: accepting(0), writeOnly: [] });
    expect(read(bytesOf('{"a":"hush"}'), 200)).toBe("body.a must be x, got string");
  });

  test("may be empty if its schema allows that", () => {
    const read = successReader({ validator: accepting(undefined), writeOnly: [["value"]] });
    expect(read(new Uint8Array(), 200)).toEqual({ value: undefined });
    expect(readAny(new Uint8Array(), 200)).toEqual({ value: undefined });
  });

  test("that is empty although its schema does not allow that says so", () => {
    const read = successReader({ validator: accepting(0), writeOnly: [] });
    expect(read(new Uint8Array(), 200)).toBe("body is empty");
  });
});
