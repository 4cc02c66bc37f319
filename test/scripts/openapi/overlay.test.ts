import { describe, expect, test } from "vitest";
import { emitSpec } from "../../../scripts/generate/emit-spec.js";
import type { Json } from "../../../scripts/lib/json.js";
import type { OpenapiDocument } from "../../../scripts/openapi/document.js";
import { applyOverlays, parseOverlay } from "../../../scripts/openapi/overlay.js";
import { documentWith } from "../documents.js";

const overlayOf = (...actions: Json[]): string => JSON.stringify({ overlay: "1.0.0", actions });

/** Applies overlays, given as text. */
async function apply(document: OpenapiDocument, ...texts: string[]): Promise<OpenapiDocument> {
  const overlays = texts.map((text, index) => parseOverlay(`openapi/${index}.overlay.yaml`, text));
  return applyOverlays(document, await Promise.all(overlays));
}

describe("the overlay", () => {
  const document = documentWith({ thing: { properties: { value: { type: "string" } } } });
  const value = "$.components.schemas.thing.properties.value";

  test("changes a copy of the document", async () => {
    const changed = await apply(
      document,
      overlayOf({ target: value, update: { writeOnly: true } }),
    );

    expect(emitSpec(changed)).toContain(
      'writeOnly: { request: [["value"]], response: [["value"]] }',
    );
    expect(emitSpec(document)).toContain("writeOnly: { request: [], response: [] }");
  });

  test("removes a part of the document", async () => {
    const changed = await apply(document, overlayOf({ target: value, remove: true }));

    expect(changed["components"]).toEqual({ schemas: { thing: { properties: {} } } });
  });

  const gone = "$.components.schemas.thing.properties.secret";

  test.each([
    ["a target that is gone", overlayOf({ target: gone, update: {} }), gone],
    [
      "one of two targets that is gone",
      overlayOf({ target: value, update: {} }, { target: gone, remove: true }),
      gone,
    ],
    ["no target", overlayOf({ update: {} }), "found none"],
    ["a target that is no JSONPath", overlayOf({ target: "components", update: {} }), "components"],
    ["the root as target", overlayOf({ target: "$", remove: true }), "$"],
    ["neither update nor remove", overlayOf({ target: value }), value],
    ["both update and remove", overlayOf({ target: value, update: {}, remove: true }), value],
    ["an update that is no object", overlayOf({ target: value, update: "x" }), value],
    ["remove: false", overlayOf({ target: value, remove: false }), value],
    ["no actions", overlayOf(), "found none"],
    ["a version that is not ours", JSON.stringify({ overlay: "2.0.0", actions: [] }), "2.0.0"],
    ["no version", JSON.stringify({ actions: [] }), "found overlay: none"],
    ["a key twice", "overlay: 1.0.0\noverlay: 1.0.0", "unique"],
  ])("is refused with %s", async (_what, overlay, named) => {
    await expect(apply(document, overlay)).rejects.toThrow(named);
  });
});

const adds = (path: string): Json => ({
  target: "$.paths",
  update: { [path]: { post: { operationId: "createThing", responses: {} } } },
});

describe("an action that does not fit the document", () => {
  const thing = { type: "object", properties: { value: { type: "string" } } };
  const document = documentWith({ thing });
  const operation = { operationId: "getThing", responses: { 200: { description: "" } } };
  const listed = { schema: thing.properties.value };

  test.each<[string, Json, string]>([
    [
      "has no target",
      { target: "$.components.schemas.other", update: { type: "object" } },
      "action 1 has nothing to change at $.components.schemas.other: correct its target, or remove it",
    ],
    [
      "removes what is gone",
      { target: "$.paths['/gone']", remove: true },
      "action 1 has nothing to change at $.paths['/gone']: correct its target, or remove it",
    ],
    [
      "changes nothing",
      { target: "$.components.schemas.thing.properties.value", update: { type: "string" } },
      "action 1 changes nothing at $.components.schemas.thing.properties.value, since the document says the same itself: remove it",
    ],
    [
      "changes nothing anywhere",
      { target: "$.components.schemas[*].properties.value", update: {} },
      "changes nothing at $.components.schemas[*].properties.value",
    ],
    [
      "adds an operation at a path and method that the document has",
      { target: "$.paths", update: { "/things": { post: operation } } },
      "action 1 adds the operation createThing, which the document has itself: remove it",
    ],
    [
      "adds an operation whose id the document has",
      {
        target: "$.paths['/things']",
        update: { put: { ...operation, operationId: "createThing" } },
      },
      "action 1 adds the operation createThing, which the document has itself: remove it",
    ],
    [
      "adds a schema that the document has",
      { target: "$.components", update: { schemas: { thing: { type: "object", ...listed } } } },
      "action 1 adds the schema thing, which the document has itself: remove it",
    ],
    [
      "adds an operation and a schema that the document has",
      {
        target: "$['paths','components']",
        update: { "/things": { post: operation }, schemas: { thing: { $ref: "#" } } },
      },
      "action 1 adds the operation createThing and the schema thing, which the document has itself",
    ],
  ])("is an error with the remedy if it %s", async (_what, action, message) => {
    const failure = apply(document, overlayOf(action));

    await expect(failure).rejects.toThrow(/^openapi\/0\.overlay\.yaml: action 1 /);
    await expect(failure).rejects.toThrow(message);
  });

  test("is named together with the others of its file", async () => {
    const marks = { target: "$.components.schemas.thing", update: { deprecated: true } };

    await expect(
      apply(document, overlayOf(marks), overlayOf(adds("/things"), marks, marks)),
    ).rejects.toThrow(
      /^openapi\/1\.overlay\.yaml: action 1 adds [^;]+; action 2 changes nothing [^;]+; action 3 changes nothing [^;]+$/,
    );
  });

  test.each<[string, Json]>([
    ["an operation", { target: "$.paths['/things']", update: { get: operation } }],
    [
      "an operation on a new path",
      { target: "$.paths", update: { "/others": { post: operation } } },
    ],
    ["a schema", { target: "$.components.schemas", update: { other: { type: "object" } } }],
    [
      "fields of an operation",
      { target: "$.paths", update: { "/things": { post: { deprecated: true } } } },
    ],
    [
      "fields of a schema",
      { target: "$.components", update: { schemas: { thing: { deprecated: true } } } },
    ],
    [
      "the type of the schema that it targets",
      { target: "$.components.schemas.thing", update: { type: "null" } },
    ],
  ])("is not one that adds %s", async (_what, action) => {
    const changed = await apply(document, overlayOf(action));

    expect(changed).not.toEqual(document);
  });
});

test("overlays apply in order, each to what those before it made", async () => {
  const document = documentWith({ thing: {} });

  const changed = await apply(
    document,
    overlayOf({ target: "$.components.schemas", update: { other: { type: "string" } } }),
    overlayOf({ target: "$.components.schemas.other", update: { maxLength: 1 } }),
  );

  expect(changed["components"]).toEqual({
    schemas: { thing: {}, other: { type: "string", maxLength: 1 } },
  });
});
