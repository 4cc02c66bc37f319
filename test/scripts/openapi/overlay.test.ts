import { describe, expect, test } from "vitest";
import { emitSpec } from "../../../scripts/generate/emit-spec.js";
import type { Json } from "../../../scripts/lib/json.js";
import { applyOverlay } from "../../../scripts/openapi/overlay.js";
import { documentWith } from "../documents.js";

const overlayOf = (...actions: Json[]): string => JSON.stringify({ overlay: "1.0.0", actions });

describe("the overlay", () => {
  const document = documentWith({ thing: { properties: { value: { type: "string" } } } });
  const value = "$.components.schemas.thing.properties.value";

  test("changes a copy of the document", async () => {
    const changed = await applyOverlay(
      document,
      overlayOf({ target: value, update: { writeOnly: true } }),
    );

    expect(emitSpec(changed)).toContain(
      'writeOnly: { request: [["value"]], response: [["value"]] }',
    );
    expect(emitSpec(document)).toContain("writeOnly: { request: [], response: [] }");
  });

  test("removes a part of the document", async () => {
    const changed = await applyOverlay(document, overlayOf({ target: value, remove: true }));

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
    await expect(applyOverlay(document, overlay)).rejects.toThrow(named);
  });
});
