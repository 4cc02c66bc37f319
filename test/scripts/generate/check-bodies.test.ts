import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkBodies } from "../../../scripts/generate/check-bodies.js";
import { generateFiles } from "../../../scripts/generate/generate-files.js";
import type { Json } from "../../../scripts/lib/json.js";
import { replaced } from "../../support/replaced.js";
import { documentWith, thingOperation } from "../documents.js";
import { copyOfProject } from "../project.js";

type Schemas = { readonly [name: string]: Json };

const check = (schemas: Schemas) => () => checkBodies(documentWith(schemas), "createThing");

const text = { type: "string" } as const;
const marked = { ...text, writeOnly: true } as const;

describe("a request with an unmarked secret is refused", () => {
  test.each<[string, Schemas, string]>([
    [
      "value",
      { thing: { properties: { value: text } } },
      "$.components.schemas.thing.properties.value",
    ],
    [
      "a password in other case",
      { thing: { properties: { Password: text } } },
      "thing.properties.Password",
    ],
    [
      "token in an item",
      { thing: { type: "array", items: { properties: { token: text } } } },
      "thing.items.properties.token",
    ],
    [
      "secret in a branch",
      { thing: { allOf: [{}, { properties: { secret: text } }] } },
      "thing.allOf[1].properties.secret",
    ],
    [
      "value behind a reference",
      { thing: { properties: { value: { $ref: "#/components/schemas/other" } } }, other: text },
      "thing.properties.value",
    ],
    [
      "value in a recursive schema",
      { thing: { properties: { next: { $ref: "#/components/schemas/thing" }, value: text } } },
      "thing.properties.value",
    ],
    [
      "a field whose name needs quotes",
      { thing: { properties: { "it's": { ...text, description: "INPUT_ONLY" } } } },
      String.raw`thing.properties['it\'s']`,
    ],
  ])("%s: the error asks for an action at its place", (_what, schemas, target) => {
    expect(check(schemas)).toThrow(
      /^expected body\.\S+ of createThing to be marked, since its (name|prose) says [^\n]+$/,
    );
    expect(check(schemas)).toThrow(`${target}", update: { writeOnly: true } }`);
  });

  test.each([
    "This field is INPUT_ONLY.",
    "Input only.",
    "an input-only text",
    "Write-only: never returned",
  ])("a field of any name whose prose says: %s", (prose) => {
    for (const keyword of ["description", "title"]) {
      const keyed = { ...text, [keyword]: prose };
      expect(check({ thing: { properties: { key: keyed } } })).toThrow(
        "expected body.key of createThing to be marked, since its prose says that it is input-only",
      );
    }
  });
});

describe("a request is accepted", () => {
  test.each<[string, Schemas]>([
    ["with a marked value", { thing: { properties: { value: marked } } }],
    [
      "with a value marked at the target of its reference",
      { thing: { properties: { value: { $ref: "#/components/schemas/other" } } }, other: marked },
    ],
    [
      "with a value of which somebody has said that it is none",
      { thing: { properties: { value: { ...text, writeOnly: false } } } },
    ],
    ["with a read-only token", { thing: { properties: { token: { ...text, readOnly: true } } } }],
    [
      "with names that only contain such a word",
      { thing: { properties: { pageToken: text, valueType: text } } },
    ],
    [
      "with prose on other inputs",
      { thing: { properties: { key: { ...text, description: "The only input." } } } },
    ],
  ])("%s", (_what, schemas) => {
    expect(check(schemas)).not.toThrow();
  });

  test("whatever the response's fields are called", () => {
    const body = { content: { "application/json": { schema: { properties: { token: text } } } } };
    const { operationId } = thingOperation;
    const operation = { operationId, responses: { 200: { description: "", ...body } } };

    expect(() =>
      checkBodies(documentWith({}, { paths: { "/things": { get: operation } } }), operationId),
    ).not.toThrow();
  });
});

describe("a required field", () => {
  test.each<[string, Schemas, string]>([
    ["at the top", { thing: { required: ["a", "b"], properties: { a: {} } } }, "body.b "],
    [
      "further in",
      { thing: { properties: { a: { items: { required: ["b"], properties: {} } } } } },
      "body.a.*.b ",
    ],
    ["several", { thing: { required: ["a", "b"] } }, "body.a, body.b "],
  ])("that no property defines is an error that names it: %s", (_what, schemas, named) => {
    expect(check(schemas)).toThrow(
      /^expected a property for each required field, found none for body\.[^\n]+ in the request of createThing: correct it by an action of an overlay$/,
    );
    expect(check(schemas)).toThrow(named);
  });

  test("of a response is checked as well", () => {
    const body = { content: { "application/json": { schema: { required: ["id"] } } } };
    const operation = {
      operationId: "getThing",
      responses: { "2XX": { description: "", ...body } },
    };
    const document = documentWith({}, { paths: { "/things": { get: operation } } });

    expect(() => checkBodies(document, "getThing")).toThrow("body.id in the response of getThing");
  });

  test.each<[string, Schemas]>([
    ["in another branch", { thing: { allOf: [{ required: ["a"] }, { properties: { a: {} } }] } }],
    ["around the branches", { thing: { required: ["a"], oneOf: [{ properties: { a: {} } }] } }],
    [
      "behind a reference in another branch",
      {
        thing: { required: ["a"], allOf: [{ $ref: "#/components/schemas/other" }] },
        other: { properties: { a: {} } },
      },
    ],
    [
      "of the same property in two branches",
      {
        thing: {
          allOf: [
            { properties: { a: { required: ["b"] } } },
            { properties: { a: { properties: { b: {} } } } },
          ],
        },
      },
    ],
    ["among additional properties", { thing: { required: ["a"], additionalProperties: text } }],
    ["among patterns", { thing: { required: ["a"], patternProperties: { "^a": text } } }],
  ])("may be defined %s", (_what, schemas) => {
    expect(check(schemas)).not.toThrow();
  });
});

test.each([
  ["gateway.overlay.yaml", "gateway.yaml", "body.value of Gateway_CreateSecret"],
  ["secrets.overlay.yaml", "secrets.overlay.yaml", "body.value of Gateway_UpdateSecret"],
])("generation without the mark in %s names %s", async (edited, named, field) => {
  const root = await copyOfProject();
  const path = join(root, "openapi", edited);
  await writeFile(
    path,
    replaced(await readFile(path, "utf8"), "writeOnly: true", "deprecated: true"),
  );

  await expect(generateFiles(root)).rejects.toThrow(
    `openapi/${named}: expected ${field} to be marked`,
  );
});

test("the vendor's mistake of requiring a field that is no property is not generated from", async () => {
  const root = await copyOfProject();
  const path = join(root, "openapi", "secrets.overlay.yaml");
  const overlay = await readFile(path, "utf8");
  const mistaken = replaced(
    overlay,
    /( +)required:\n +- keyName\n/,
    "                  required: [keyName, secret]\n",
  );
  await writeFile(path, mistaken);

  await expect(generateFiles(root)).rejects.toThrow(
    "openapi/secrets.overlay.yaml: expected a property for each required field, found none for body.secret in the request of Gateway_UpdateSecret",
  );
});
