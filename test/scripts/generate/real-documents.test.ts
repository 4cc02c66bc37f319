/** What authors of real documents write, each in a small document of its own. */
import { beforeAll, describe, expect, test } from "vitest";
import { generateFrom } from "../../../scripts/generate/generate-files.js";
import type { Json } from "../../../scripts/lib/json.js";
import { parseOpenapi, type OpenapiDocument } from "../../../scripts/openapi/document.js";
import { diagnoseCopies } from "../../support/diagnose-copies.js";
import { validatorsOf } from "../../support/validators.js";
import { documentWith, thingOperation } from "../documents.js";

type Schemas = { readonly [name: string]: Json };

const text = { type: "string" } as const;
const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const accepts = async (schemas: Schemas, data: unknown): Promise<boolean> => {
  const { request } = await validatorsOf(documentWith(schemas));
  return request(data);
};

const typesIn = async (schemas: Schemas): Promise<string> => {
  const files = await generateFrom(documentWith(schemas), ["createThing"]);
  return (files.get("reference.ts") ?? "").replaceAll(/\s+/g, " ");
};

/** A document, the operations of it that are wrapped, and a program that uses its types. */
interface Compiled {
  readonly document: OpenapiDocument;
  readonly wrapped?: readonly string[];
  readonly program?: string;
}

/** Problems of the compiler with the generated types of each document and with its program, in one run. */
async function problemsOf(documents: readonly Compiled[]): Promise<string[]> {
  const changes = documents.map(async ({ document, wrapped = [], program = "" }) => {
    const user = `import type { components, operations, paths } from "./reference.js";\n${program}`;
    const files = [...(await generateFrom(document, wrapped)), ["user.ts", user] as const];
    return new Map(files.map(([name, code]) => [`src/generated/${name}`, code]));
  });
  const roots = ["src/generated/user.ts", "src/generated/schema.ts"];
  return await diagnoseCopies(roots, await Promise.all(changes), { noUnusedLocals: false });
}

/** A parent that chooses among its own subtypes. */
const ownSubtypes: Schemas = {
  thing: {
    properties: { kind: text, name: text },
    required: ["name"],
    oneOf: [refer("cat"), refer("dog")],
    discriminator: { propertyName: "kind" },
  },
  cat: { allOf: [refer("thing"), { properties: { lives: { type: "number" } } }] },
  dog: { allOf: [refer("thing"), { properties: { age: { type: "number" } } }] },
};

describe("validators take", () => {
  test.each<[string, Schemas, unknown, unknown]>([
    ["a pattern with needless escapes", { thing: { pattern: "^[\\w\\-]+\\_\\@$" } }, "a-b_@", "a@"],
    [
      "an enum without values, which nothing fits",
      { thing: { properties: { a: { enum: [] } } } },
      {},
      { a: 1 },
    ],
    ["hundredths", { thing: { multipleOf: 0.01 } }, 19.99, 19.995],
    [
      "hundredths of large amounts",
      { thing: { multipleOf: 0.01 } },
      123_456_789.01,
      123_456_789.015,
    ],
    ["tenths", { thing: { multipleOf: 0.1 } }, 0.3, 0.35],
    ["whole numbers", { thing: { multipleOf: 1 } }, 1e21, 1.000_000_1],
    ["a name with a slash", { thing: refer("a~1b"), "a/b": text }, "a", 1],
    ["a name with a tilde", { thing: refer("a~0b"), "a~b": text }, "a", 1],
    ["a name with a hash", { thing: refer("a%23b"), "a#b": text }, "a", 1],
    [
      "the format url, as another word for uri",
      { thing: { format: "url" } },
      "http://localhost:8080/a",
      "a b",
    ],
    [
      "a body that refers to itself by allOf",
      { thing: { allOf: [refer("thing"), { required: ["a"] }] } },
      { a: 1 },
      {},
    ],
    [
      "a body that is one of its own alternatives",
      { thing: { anyOf: [refer("thing"), text] } },
      "a",
      1,
    ],
    [
      "fields beside a $ref",
      {
        thing: { ...refer("base"), properties: { b: text }, required: ["b"] },
        base: { required: ["a"] },
      },
      { a: 1, b: "" },
      { b: "" },
    ],
  ])("%s", async (_what, schemas, valid, invalid) => {
    expect(await accepts(schemas, valid)).toBe(true);
    expect(await accepts(schemas, invalid)).toBe(false);
  });

  const animals: Schemas = {
    thing: {
      oneOf: [refer("cat"), refer("dog")],
      discriminator: {
        propertyName: "kind",
        mapping: { cat: "cat", dog: "#/components/schemas/dog" },
      },
    },
    cat: { type: "object", properties: { kind: text, name: text } },
    dog: { type: "object", properties: { kind: text, name: text, age: { type: "number" } } },
  };

  test.each([
    [{ kind: "cat", age: "old" }, true],
    [{ kind: "dog", age: 1 }, true],
    [{ kind: "dog", age: "old" }, false],
    [{ kind: "cow" }, false],
    [{ name: "x" }, false],
    ["cat", false],
  ])("alternatives by their tag alone: %j", async (data, isValid) => {
    expect(await accepts(animals, data)).toBe(isValid);
  });

  test("tags from the branches if there is no mapping, and null beside them", async () => {
    const schemas = {
      thing: {
        anyOf: [refer("a"), refer("b"), { type: "null" }],
        discriminator: { propertyName: "t" },
      },
      a: { properties: { t: { enum: ["x", "y"] } } },
      b: { properties: { t: { const: "z" }, n: { type: "number" } } },
    };

    for (const valid of [{ t: "x", n: "" }, { t: "y" }, { t: "z", n: 1 }, null]) {
      expect(await accepts(schemas, valid)).toBe(true);
    }
    expect(await accepts(schemas, { t: "z", n: "" })).toBe(false);
  });

  test("a parent that chooses among its own subtypes", async () => {
    expect(await accepts(ownSubtypes, { kind: "cat", name: "x", lives: 9 })).toBe(true);
    expect(await accepts(ownSubtypes, { kind: "cat", name: "x", lives: "9" })).toBe(false);
    expect(await accepts(ownSubtypes, { kind: "dog", lives: 9 })).toBe(false);
  });
});

describe("one bad place is named with its pointer and its operation:", () => {
  test.each<[string, Schemas, string]>([
    [
      "a pattern of RE2",
      { thing: { pattern: "(?i)a" } },
      'RE2 ((?i) in "(?i)a") at #/components/schemas/thing, in createThing',
    ],
    [
      "an anchor of RE2",
      { thing: { items: { pattern: "\\Aa\\z" } } },
      "at #/components/schemas/thing/items, in createThing",
    ],
    ["a class of POSIX", { thing: { pattern: "^[[:alpha:]]$" } }, "such as RE2 ([[:"],
    ["a pattern that is none", { thing: { pattern: "(" } }, 'no regular expression: "(" at'],
    [
      "$dynamicRef",
      { thing: { properties: { a: { $dynamicRef: "#a" } } } },
      '"$dynamicRef" at #/components/schemas/thing/properties/a, in createThing',
    ],
    [
      "a schema that is null",
      { thing: { properties: { a: null } } },
      "found null at #/components/schemas/thing/properties/a",
    ],
    ["a limit in quotes", { thing: { maxLength: "5" } }, '"maxLength: "5"" at'],
  ])("%s", async (_what, schemas, message) => {
    await expect(generateFrom(documentWith(schemas), ["createThing"])).rejects.toThrow(message);
  });

  test("an operation without it can be wrapped", async () => {
    const other = {
      ...thingOperation,
      operationId: "other",
      requestBody: undefined,
      responses: {},
    };
    const document = documentWith(
      { thing: { pattern: "(?i)a", $dynamicRef: "#a" } },
      { paths: { "/things": { post: thingOperation, get: JSON.parse(JSON.stringify(other)) } } },
    );

    expect((await generateFrom(document, ["other"])).size).toBe(4);
  });
});

const oddBody = `["responses"][200]["content"]["application/json"]["x"]`;
const oddlyNamedProgram = `
type Exactly<One, Other> = [One, Other] extends [Other, One] ? (0 extends 1 & One ? false : true) : false;
export const known: [
  Exactly<operations["get /a#full"]${oddBody}, string>,
  Exactly<operations["b#all"]${oddBody}, string>,
  Exactly<paths["/b%3Aall"]["get"]${oddBody}, string>,
  Exactly<components["schemas"]["a#b"]["x"], string>,
] = [true, true, true, true];`;

describe("types", () => {
  const named = { type: "object", properties: { a: text, b: text } } as const;

  test.each<[string, Schemas, string]>([
    [
      "fields beside a $ref",
      { thing: { ...refer("base"), properties: { c: text } }, base: named },
      'thing: { c?: string; } & components["schemas"]["base"];',
    ],
    [
      "what is required beside a $ref",
      { thing: { ...refer("base"), required: ["a"] }, base: named },
      'thing: WithRequired<components["schemas"]["base"], "a">;',
    ],
    [
      "anyOf of required",
      { thing: { ...named, anyOf: [{ required: ["a"] }, { required: ["b"] }] } },
      "} & ({ a: string; } | { b: string; });",
    ],
    [
      "oneOf of required",
      { thing: { ...named, oneOf: [{ required: ["a"] }, { required: ["b"] }] } },
      "} & ({ a: string; } | { b: string; });",
    ],
    [
      "what an allOf branch requires alone",
      { thing: { allOf: [refer("base"), { required: ["b"] }] }, base: named },
      "& { b: string; };",
    ],
    ["an enum of type object", { thing: { type: "object", enum: ["a"] } }, 'thing: "a";'],
  ])("have %s", async (_what, schemas, expected) => {
    expect(await typesIn(schemas)).toContain(expected);
  });

  const pathsWithInlineBody = {
    "/things": {
      post: {
        operationId: "createThing",
        responses: {
          200: {
            description: "",
            content: { "application/json": { schema: { properties: { a: { type: "number" } } } } },
          },
        },
      },
    },
  };

  const plain: readonly (readonly [string, Schemas])[] = [
    [
      "what requires fields of a schema that may be null",
      { thing: { allOf: [refer("base")], required: ["a"] }, base: { ...named, nullable: true } },
    ],
    [
      "what requires fields of alternatives",
      {
        thing: { allOf: [refer("base")], required: ["a"] },
        base: { oneOf: [named, { properties: { c: text } }] },
      },
    ],
    [
      "a reference into another schema",
      {
        thing: { ...refer("list/items"), description: "One." },
        list: { items: named, type: "array" },
      },
    ],
    [
      "a reference into an operation",
      {
        thing: {
          $ref: "#/paths/~1things/post/responses/200/content/application~1json/schema/properties/a",
        },
      },
    ],
    [
      "a comment that ends one",
      { thing: { description: "a */ b", title: "c */", example: "d */" } },
    ],
    [
      "names that are no identifiers",
      {
        thing: {
          properties: {
            "": text,
            "a b": text,
            "1": text,
            "-1": text,
            "\"'": text,
            NaN: text,
            __proto__: text,
          },
        },
      },
    ],
    ["odd values", { thing: { enum: ["a\nb", '"', "*/", 1e21, -1, true, null] } }],
    ["a title that is a number", { thing: { title: 404, required: true } }],
    ["true and false as branches", { thing: { allOf: [true, named], anyOf: [true, false] } }],
  ];

  const responses = {
    200: { description: "", content: { "application/json": { schema: refer("a%23b") } } },
  };
  const oddlyNamed: Compiled = {
    document: documentWith(
      { "a#b": { type: "object", required: ["x"], properties: { x: text } } },
      {
        paths: {
          "/a#full": { get: { responses } },
          "/b%3Aall": { get: { operationId: "b#all", responses } },
        },
      },
    ),
    wrapped: ["get /a#full", "b#all"],
    program: oddlyNamedProgram,
  };

  const compiled: Readonly<Record<string, Compiled>> = {
    "a parent that chooses among its own subtypes": {
      document: documentWith(ownSubtypes),
      wrapped: ["createThing"],
    },
    "operations by method and path, ids with # and paths with %": oddlyNamed,
    ...Object.fromEntries(
      plain.map(([name, schemas]) => {
        const paths = schemas["list"] ? {} : { paths: pathsWithInlineBody };
        return [name, { document: documentWith(schemas, paths) }];
      }),
    ),
  };
  let problems: readonly string[];
  beforeAll(async () => {
    problems = await problemsOf(Object.values(compiled));
  });

  test.each(Object.keys(compiled).map((name, at) => [name, at] as const))(
    "compile with %s",
    (_name, at) => {
      expect(problems[at]).toBe("");
    },
  );

  test("know operations by method and path", async () => {
    const files = await generateFrom(oddlyNamed.document, oddlyNamed.wrapped ?? []);

    expect(files.get("validators.ts")).toContain('operations["get /a#full"]["responses"][200]');
  });
});

describe("a document", () => {
  const rest = "paths: {}\n";

  test.each([
    ["1.0", "1.0"],
    ["2", "2"],
    ["1.10", "1.10"],
    ["2026-01-01", "2026-01-01"],
  ])("may have the version %s without quotes", (written, version) => {
    const yaml = `openapi: 3.1.0\ninfo: {title: 404, version: ${written}}\n${rest}`;

    expect(parseOpenapi(yaml).info).toEqual({ title: "404", version });
  });

  test("has its merge keys merged", () => {
    const yaml = `openapi: 3.1.0\ninfo: {title: T, version: '1'}\n${rest}x-a: &a {b: 1, c: 1}\nx-d: {<<: *a, c: 2}\n`;

    expect(parseOpenapi(yaml)["x-d"]).toEqual({ b: 1, c: 2 });
  });

  test("with a merge key that merges nothing is refused", () => {
    const yaml = `openapi: 3.1.0\ninfo: {title: T, version: '1'}\n${rest}x-d: {<<: 1}\n`;

    expect(() => parseOpenapi(yaml)).toThrow(/merge/i);
  });

  test.each([
    ["a QUERY operation", { paths: { "/a": { query: {} } } }, '"query" at #/paths/~1a/query'],
    [
      "other methods",
      { paths: { "/a": { additionalOperations: { COPY: {} } } } },
      '"additionalOperations"',
    ],
    [
      "streams of items",
      { components: { responses: { a: { content: { b: { itemSchema: {} } } } } } },
      '"itemSchema" at #/components/responses/a/content/b/itemSchema',
    ],
    [
      "the query as one parameter",
      { components: { parameters: { a: { in: "querystring" } } } },
      "querystring at #/components/parameters/a",
    ],
    ["its own address", { $self: "https://a.example" }, '"$self"'],
    [
      "a default tag",
      { components: { schemas: { a: { discriminator: { defaultMapping: "b" } } } } },
      '"defaultMapping"',
    ],
  ])("of 3.2 is refused for %s, which is new", (_what, parts, named) => {
    const make = () => documentWith({}, { openapi: "3.2.0", ...parts });

    expect(make).toThrow(`expected nothing that OpenAPI 3.2 adds to 3.1, found`);
    expect(make).toThrow(named);
  });

  test("of 3.2 generates what the same of 3.1 does", async () => {
    const schemas = { thing: { type: "object", properties: { a: text } } };
    const [one, other] = await Promise.all(
      ["3.1.0", "3.2.0"].map((openapi) =>
        generateFrom(documentWith(schemas, { openapi }), ["createThing"]),
      ),
    );

    expect(one).toEqual(other);
  });
});
