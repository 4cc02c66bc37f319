import { describe, expect, test } from "vitest";
import type { Json } from "../../../scripts/lib/json.js";
import { samplesOf } from "../../../scripts/verdict/sample-bodies.js";

const definitions = (schemas: { readonly [name: string]: Json } = {}, same: string[] = []) => ({
  lookUp: (reference: string) => schemas[reference] ?? true,
  isSame: (reference: string) => same.includes(reference),
});
const samples = (schema: Json, ...rest: Parameters<typeof definitions>): Json[] =>
  [...samplesOf(definitions(...rest), schema)].slice(0, 200);

const text = { type: "string", enum: ["a", "b"] };

describe("the bodies made from a schema", () => {
  test("are a full one, the least one, and others that differ in one place", () => {
    const schema = { type: "object", required: ["x"], properties: { x: text, y: text } };

    expect(samples(schema)).toEqual([
      { x: "a", y: "a" },
      { x: "a" },
      { x: "a" },
      { x: "a", y: "a" },
      { x: "b", y: "a" },
      { x: "a", y: "b" },
    ]);
  });

  test("are the same in every run, also where a pattern asks for chance", () => {
    const schema = { type: "string", pattern: "^[a-z]{3}-\\d+$" };

    expect(samples(schema).length).toBeGreaterThan(3);
    expect(samples(schema)).toEqual(samples(schema));
  });

  test("follow each alternative, and all of them at once", () => {
    const alternatives = ["x", "y"].map((name) => ({ properties: { [name]: text } }));

    expect(samples({ type: "object", anyOf: alternatives })).toEqual(
      expect.arrayContaining([{ x: "a" }, { y: "a" }, { x: "a", y: "a" }]),
    );
  });

  test("have the fields of each schema of an allOf", () => {
    const parts = ["x", "y"].map((name) => ({ type: "object", properties: { [name]: text } }));

    expect(samples({ allOf: parts })[0]).toEqual({ x: "a", y: "a" });
  });

  test("have the lengths and the numbers at which a bound is met", () => {
    const length = samples({ type: "string", minLength: 2, maxLength: 40 });
    const numbers = samples({ type: "integer", exclusiveMinimum: 3, maximum: 7 });

    expect(length.map((one) => JSON.stringify(one).length - 2)).toEqual(
      expect.arrayContaining([2, 40]),
    );
    expect(numbers).toEqual(expect.arrayContaining([4, 7]));
    expect(numbers).not.toContain(3);
  });

  test("come to an end where a schema refers to itself", () => {
    const node = { type: "object", properties: { next: { $ref: "#node" } } };
    const endless = { allOf: [{ $ref: "#endless" }, text] };

    expect(samples(node, { "#node": node }).length).toBeGreaterThan(2);
    expect(new Set(samples(endless, { "#endless": endless }))).toEqual(new Set(["a", "b"]));
  });

  test("spend one sample on what is the same in both documents", () => {
    expect(samples({ $ref: "#text" }, { "#text": text }, ["#text"])).toEqual(["a"]);
  });
});
