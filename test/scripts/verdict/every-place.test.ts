/** The verdict on each change of a schema, at each place where a schema may stand. */
import { describe, expect, test } from "vitest";
import { compareDocuments } from "../../../scripts/verdict/compare-documents.js";
import { schemaChanges, wrappings } from "./schema-pairs.js";
import { documentWithSchema } from "./small-document.js";

describe.each(["request", "response"] as const)("in the %s, the verdict on", (side) => {
  test.each(schemaChanges.map((change) => [change.name, change[side], change] as const))(
    "%s is %s, wherever it stands",
    async (_name, verdict, { from, to }) => {
      const places = Object.entries(wrappings).map(async ([place, wrap]) => {
        const [one, other] = [from, to].map((schema) => documentWithSchema(side, wrap(schema)));
        return [place, one && other && (await compareDocuments(one, other)).verdict];
      });

      const expected = Object.keys(wrappings).map((place) => [place, verdict]);
      expect(await Promise.all(places)).toEqual(expected);
    },
  );
});
