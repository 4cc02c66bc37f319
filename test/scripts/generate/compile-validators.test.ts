// oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema
import { runInThisContext } from "node:vm";
import { Ajv2020 } from "ajv/dist/2020.js";
import { build, transform } from "esbuild";
import * as fc from "fast-check";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { compileSchemas } from "../../../scripts/generate/compile-validators.js";
import { madeData } from "../../../scripts/generate/made-data.js";
import { proveVerdicts } from "../../../scripts/generate/prove-verdicts.js";
import type { ValidatorFunction } from "../../../scripts/generate/validator/check.js";
import * as keywords from "../../../scripts/generate/validator/keywords.js";
import * as members from "../../../scripts/generate/validator/members.js";
import * as unevaluated from "../../../scripts/generate/validator/unevaluated.js";
import type { Json, JsonObject } from "../../../scripts/lib/json.js";

const text = { type: "string" } as const;
const named = { properties: { a: text } } as const;

/** As much of a validator of ajv as is compared. */
interface AjvFunction {
  (data: unknown): boolean;
  readonly errors?: readonly { readonly instancePath: string }[] | null;
}

/** Every keyword, alone and beside those with which it has to do. */
const schemas: readonly JsonObject[] = [
  {},
  { type: "object" },
  { type: "array" },
  { type: "null" },
  { type: "boolean" },
  { type: "integer" },
  { type: "number" },
  { type: ["string", "null", "integer"] },
  { type: "integer", format: "int32" },
  { const: { a: [1, null] } },
  { enum: ["a", 1, null, [1], { a: 1 }] },
  { minimum: 1, maximum: 1.5 },
  { exclusiveMinimum: 0, exclusiveMaximum: 2 },
  { minLength: 1, maxLength: 2 },
  { pattern: "^\\p{L}/?$" },
  { format: "date-time" },
  { format: "byte" },
  { format: "unheard-of" },
  { minItems: 1, maxItems: 2 },
  { uniqueItems: true },
  { uniqueItems: false },
  { minProperties: 1, maxProperties: 2 },
  { required: ["a", "constructor"] },
  { dependentRequired: { a: ["b"] } },
  { properties: { a: text, "b/~c": { type: "number" }, constructor: text } },
  { patternProperties: { "^a": text, "\\d": { type: "number" } } },
  { ...named, additionalProperties: false },
  { ...named, patternProperties: { "^b": {} }, additionalProperties: { type: "number" } },
  { propertyNames: { maxLength: 1 } },
  { dependentSchemas: { a: { required: ["b"] } } },
  { items: text },
  { items: false },
  { prefixItems: [text, { type: "number" }] },
  { prefixItems: [text], items: { type: "number" } },
  { prefixItems: [text], items: false },
  { contains: text },
  { contains: text, minContains: 2, maxContains: 3 },
  { contains: text, minContains: 0 },
  { allOf: [named, { required: ["b"] }] },
  { anyOf: [text, { type: "number" }, named] },
  { oneOf: [text, { maxLength: 1 }, { type: "number" }] },
  { not: text },
  { if: text, then: { maxLength: 1 }, else: { type: "number" } },
  { if: { type: "object" }, then: { required: ["a"] } },
  { allOf: [named], unevaluatedProperties: false },
  {
    anyOf: [{ required: ["a"], ...named }, { properties: { b: {} } }],
    unevaluatedProperties: text,
  },
  {
    if: { required: ["a"] },
    then: named,
    else: { properties: { b: {} } },
    unevaluatedProperties: false,
  },
  { dependentSchemas: { a: named }, patternProperties: { "^b": {} }, unevaluatedProperties: false },
  { allOf: [{ prefixItems: [text] }], unevaluatedItems: false },
  {
    allOf: [{ prefixItems: [text] }, { prefixItems: [{}, { type: "number" }] }],
    unevaluatedItems: { type: "null" },
  },
  { $ref: "#/$defs/other" },
  { $ref: "#/$defs/other", maxProperties: 1 },
  { properties: { next: { $ref: "#/$defs/thing" }, n: { type: "number" } } },
  { not: false, properties: { a: false, b: true } },
];

type Running = Readonly<Record<string, ValidatorFunction>>;

/** Compiles a schema as `thing`, beside one that it may refer to. */
async function compile(
  thing: JsonObject,
): Promise<{ ours: ValidatorFunction; theirs: AjvFunction }> {
  const side = { $defs: { thing, other: { ...named, required: ["a"] } } };
  const reference = "one#/$defs/thing";
  const { code, nameOf } = await compileSchemas({ one: side }, [reference]);
  const running: Running = runInThisContext(
    `(() => {\n${code}\nreturn { thing: ${nameOf(reference)} };\n})()`,
  );
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    ownProperties: true,
    logger: false,
    allErrors: true,
  });
  ajv.addFormat(
    "date-time",
    /^\d\d\d\d-[0-1]\d-[0-3]\dt(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i,
  );
  ajv.addFormat("byte", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);
  ajv.addFormat("int32", {
    type: "number",
    validate: (n: number) => n === Math.trunc(n) && Math.abs(n) < 2 ** 31,
  });
  const theirs = ajv.addSchema({ ...side, $id: "one" }).getSchema(reference);
  if (!running["thing"] || !theirs) throw new Error("expected two validators");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- called in the same way
  return { ours: running["thing"], theirs: theirs as unknown as AjvFunction };
}

const ordinaryNames = ["a", "b", "b/~c", "b1", "next", "n"];

const dataWith = (names: readonly string[]): fc.Arbitrary<unknown> =>
  fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom(null, true, 0, 1, 1.5, -1, 2 ** 31, 1e21),
      fc.constantFrom("", "a", "b", "ab", "\u{1F603}", "é/"),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom(...names), tie("value"), { maxKeys: 4 }),
    ),
  })).value;

/** ajv takes inherited names for evaluated ones. */
const dataFor = (schema: JsonObject): fc.Arbitrary<unknown> =>
  JSON.stringify(schema).includes("unevaluated")
    ? dataWith(ordinaryNames)
    : dataWith([...ordinaryNames, "constructor", "__proto__"]);

/** The JSON pointer to a place, as ajv has it. */
const pointerTo = (path: readonly string[]): string =>
  path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

describe("a compiled validator", () => {
  test.each(schemas.map((schema) => [JSON.stringify(schema), schema] as const))(
    "has the verdicts of ajv, and finds a violation that ajv finds: %s",
    async (_text, schema) => {
      const { ours, theirs } = await compile(schema);

      fc.assert(
        fc.property(dataFor(schema), (value) => {
          const copy: unknown = JSON.parse(JSON.stringify(value));
          const verdict = theirs(copy);
          expect(ours(copy)).toBe(verdict);
          expect(ours.errors === null).toBe(verdict);
          const places = (theirs.errors ?? []).map((error) => error.instancePath);
          // A list with too many items is itself wrong for us, and each of them for ajv.
          const isOne = places.includes(pointerTo(ours.errors?.[0]?.path ?? ["none"]));
          expect(isOne || verdict || schema["items"] === false).toBe(true);
        }),
        { numRuns: 200 },
      );
    },
  );

  test("knows every keyword that is tried above", () => {
    // Of multipleOf, ajv rounds in another way: real-documents.test.ts has its cases.
    const tried = new Set([...schemas.flatMap(Object.keys), "multipleOf"]);
    const own: Record<string, string> = { types: "type", int32: "format", itemsAfter: "items" };
    const known = [keywords, members, unevaluated]
      .flatMap(Object.keys)
      .map((name) => own[name] ?? name);

    expect(known.filter((name) => !tried.has(name))).toEqual([]);
  });

  test("is refused with a keyword that it does not know", async () => {
    const unheard = { "x-unheard-of": true };

    await expect(
      compileSchemas({ one: { $defs: { thing: unheard } } }, ["one#/$defs/thing"]),
    ).rejects.toThrow("expected keywords that a validator knows, found x-unheard-of");
  });

  test("is refused where its verdict on made data is another than ajv's", () => {
    const schema = { type: "object", properties: { a: { type: "string", maxLength: 3 } } };
    const ajv = new Ajv2020().compile(schema);
    const prove = (ours: (data: unknown) => boolean) => () =>
      proveVerdicts(
        "one#/$defs/thing",
        madeData(schema, () => schema),
        ours,
        ajv,
      );

    expect(prove((value) => ajv(value))).not.toThrow();
    expect(prove(() => true)).toThrow(
      /^expected the verdict of ajv by one#\/\$defs\/thing, found another one on [^\n]+$/,
    );
    const isLenient = new Ajv2020().compile({
      type: "object",
      properties: { a: { type: "string" } },
    });
    expect(prove((value) => isLenient(value))).toThrow('found another one on {"a":"xxxx"}');
  });
});

describe("made data", () => {
  test.each(
    schemas
      .filter((schema) => Object.keys(schema).length > 0)
      .map((schema) => [JSON.stringify(schema), schema] as const),
  )("is both valid and invalid, unless nothing is: %s", async (_text, schema) => {
    const { theirs } = await compile(schema);
    const lookUp = (reference: string): Json =>
      reference.endsWith("thing") ? schema : { ...named, required: ["a"] };
    const verdicts = new Set(madeData(schema, lookUp).map((value) => theirs(value)));

    const isFree = isAlwaysValid(schema);
    expect(verdicts).toEqual(new Set(isFree ? [true] : [true, false]));
  });
});

const isAlwaysValid = ({ format, uniqueItems, minContains }: JsonObject): boolean =>
  format === "unheard-of" || uniqueItems === false || minContains === 0;

describe("schemas that say the same", () => {
  const thing = {
    type: "object",
    properties: { next: { $ref: "#/$defs/thing" }, list: { items: { $ref: "#/$defs/item" } } },
  };
  const item = { type: "object", properties: { a: text } };

  test("have one function, whatever they are called and whatever side they are of", async () => {
    const { nameOf, code } = await compileSchemas(
      {
        one: { $defs: { thing, item, alias: { $ref: "#/$defs/thing" } } },
        other: { $defs: { thing, item, second: item } },
      },
      ["one#/$defs/thing", "other#/$defs/thing", "other#/$defs/item", "other#/$defs/second"],
    );

    expect(nameOf("one#/$defs/thing")).toBe(nameOf("other#/$defs/thing"));
    expect(nameOf("other#/$defs/item")).toBe(nameOf("other#/$defs/second"));
    expect(nameOf("one#/$defs/thing")).not.toBe(nameOf("other#/$defs/item"));
    expect(code.match(/validator\d+ = /g)).toEqual(["validator0 = ", "validator1 = "]);
  });

  test("are told apart where only a schema further in differs", async () => {
    const { nameOf } = await compileSchemas(
      {
        one: { $defs: { thing, item } },
        other: { $defs: { thing, item: { ...item, required: ["a"] } } },
      },
      ["one#/$defs/thing", "other#/$defs/thing"],
    );

    expect(nameOf("one#/$defs/thing")).not.toBe(nameOf("other#/$defs/thing"));
  });

  test("may be a reference alone to another one that is used", async () => {
    const { nameOf } = await compileSchemas(
      { one: { $defs: { thing, item, alias: { $ref: "#/$defs/thing" } } } },
      ["one#/$defs/thing", "one#/$defs/alias"],
    );

    expect(nameOf("one#/$defs/alias")).not.toBe("undefined");
  });
});

const schemaOf = (index: number): JsonObject => ({
  type: "object",
  required: [`name${index}`],
  properties: {
    [`name${index}`]: text,
    other: text,
    count: { type: "integer", format: "int32" },
  },
});

const sizeWith = async (count: number): Promise<number> => {
  const $defs = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`s${index}`, schemaOf(index)]),
  );
  const references = Object.keys($defs).map((name) => `one#/$defs/${name}`);
  const { code, nameOf } = await compileSchemas({ one: { $defs } }, references);
  const minified = await transform(`${code}\nexport { ${references.map(nameOf).join(", ")} };`, {
    minify: true,
    format: "esm",
  });
  return gzipSync(minified.code, { level: 9 }).length;
};

test("an operation more adds less than 40 bytes of minified and compressed validators", async () => {
  const [one, eleven] = [await sizeWith(1), await sizeWith(11)];

  expect((eleven - one) / 10).toBeLessThan(40);
});

test("a validator that is not used leaves nothing in a program", async () => {
  const $defs = { plain: { type: "string" }, rare: { type: "array", uniqueItems: true } };
  const references = ["one#/$defs/plain", "one#/$defs/rare"];
  const { code, nameOf } = await compileSchemas({ one: { $defs } }, references);
  const bundled = await build({
    stdin: { contents: `${code}\nexport { ${nameOf("one#/$defs/plain")} };`, loader: "js" },
    bundle: true,
    format: "esm",
    write: false,
  });
  const [{ text: kept } = { text: "" }] = bundled.outputFiles;

  expect(kept).toContain("validator0");
  expect(kept).not.toMatch(/validator1|schema1|uniqueItems/);
});
