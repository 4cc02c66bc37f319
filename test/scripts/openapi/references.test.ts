import { describe, expect, test } from "vitest";
import { emitSpec } from "../../../scripts/generate/emit-spec.js";
import { generateFrom } from "../../../scripts/generate/generate-files.js";
import { documentWith } from "../documents.js";

describe("references", () => {
  test.each([
    ["to nothing", "#/components/schemas/gone"],
    ["out of the document", "other.yaml#/thing"],
    ["to another host", "https://example.com/thing.yaml"],
    ["by anchor", "#thing"],
    ["with a broken escape", "#/components/%E0%A4%A"],
  ])("%s are refused", async (_where, $ref) => {
    await expect(
      generateFrom(documentWith({ thing: { properties: { x: { $ref } } } }), ["createThing"]),
    ).rejects.toThrow($ref);
  });

  test("that lead nowhere are named with their place and the operations that reach it", async () => {
    const inner = { properties: { x: { $ref: "#/components/schemas/gone" } } };
    const document = documentWith({
      thing: { items: { $ref: "#/components/schemas/inner" } },
      inner,
    });

    await expect(generateFrom(document, ["createThing"])).rejects.toThrow(
      "expected something at #/components/schemas/gone, found nothing at #/components/schemas/inner/properties/x, in createThing",
    );
  });

  test.each([
    ["an example", { example: { $ref: "/etc/hostname" } }],
    ["a list of examples", { examples: [{ $ref: "#/nowhere" }] }],
    ["a default", { default: { $ref: "https://example.com/a.yaml" } }],
    ["an unknown extension", { "x-origin": { schema: { $ref: "#/nowhere" } } }],
  ])("in %s are data: neither followed nor checked", async (_where, schema) => {
    const document = documentWith({ thing: { type: "string", ...schema } });

    const files = await generateFrom(document, ["createThing"]);

    expect(files.get("schema.ts")).toContain("thing: string;");
  });

  test("in examples of a media type and of the components are data too", async () => {
    const examples = { one: { value: { $ref: "#/nowhere" } } };
    const content = { "application/json": { schema: { type: "string" }, examples } };
    const document = documentWith(
      {},
      {
        components: { examples },
        paths: {
          "/a": { get: { operationId: "a", responses: { 200: { description: "", content } } } },
        },
      },
    );

    expect((await generateFrom(document, ["a"])).get("schema.ts")).toContain(
      '"application/json": string;',
    );
  });

  test("are texts: a property may be called $ref", async () => {
    const document = documentWith({ thing: { properties: { $ref: { type: "string" } } } });

    expect((await generateFrom(document, ["createThing"])).size).toBe(4);
  });

  test("of parameters that lead back to themselves are refused", () => {
    const reference = { $ref: "#/components/parameters/a" };
    const document = documentWith(
      {},
      {
        components: { parameters: { a: reference } },
        paths: { "/a": { get: { parameters: [reference] } } },
      },
    );

    expect(() => emitSpec(document)).toThrow("circle");
  });
});
