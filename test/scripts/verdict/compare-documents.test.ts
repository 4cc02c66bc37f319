/** The verdict on each kind of change. */
import { describe, expect, test } from "vitest";
import { compareDocuments, type Comparison } from "../../../scripts/verdict/compare-documents.js";
import { jobDocument } from "./job-document.js";
import { verdictPairs } from "./verdict-pairs.js";

const before = jobDocument();
const reasonsOf = ({ reasons, operations }: Comparison): string =>
  [...reasons, ...operations.flatMap((operation) => operation.reasons)].join("\n");

describe("the verdict on", () => {
  test.each(verdictPairs.map((pair) => [pair.name, pair.verdict, pair] as const))(
    "%s is %s",
    async (_name, verdict, { reason, change }) => {
      const comparison = await compareDocuments(before, jobDocument(change));

      expect(comparison.verdict).toBe(verdict);
      expect(reasonsOf(comparison)).toContain(reason);
    },
  );
});
