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

  test("in examples are followed by openapi-typescript, so they are refused too", async () => {
    const document = documentWith({ thing: { example: { $ref: "/etc/hostname" } } });

    await expect(generateFrom(document, ["createThing"])).rejects.toThrow("/etc/hostname");
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
