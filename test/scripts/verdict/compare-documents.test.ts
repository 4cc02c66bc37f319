/** The verdict on each kind of change. */
import { describe, expect, test } from "vitest";
import { compareDocuments, type Comparison } from "../../../scripts/verdict/compare-documents.js";
import { contractChanges } from "./contract-pairs.js";
import { jobDocument } from "./job-document.js";
import { schemaChanges, wrappings } from "./schema-pairs.js";
import { documentWithSchema } from "./small-document.js";
import { verdictPairs } from "./verdict-pairs.js";

const before = jobDocument();
const reasonsOf = ({ reasons, operations }: Comparison): string[] => [
  ...reasons,
  ...operations.flatMap((operation) => operation.reasons),
];

describe("the verdict on", () => {
  test.each(verdictPairs.map((pair) => [pair.name, pair.verdict, pair] as const))(
    "%s is %s",
    async (_name, verdict, { reason, change }) => {
      const comparison = await compareDocuments(before, jobDocument(change));

      expect(comparison.verdict).toBe(verdict);
      expect(reasonsOf(comparison).join("\n")).toContain(reason);
    },
  );

  test.each(contractChanges.map((change) => [change.name, change.verdict, change] as const))(
    "%s is %s",
    async (_name, verdict, { reason, from, to }) => {
      const comparison = await compareDocuments(from, to);

      expect(comparison.verdict).toBe(verdict);
      expect(reasonsOf(comparison).join("\n")).toContain(reason);
    },
  );
});

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
