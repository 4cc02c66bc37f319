/** What each change of the document means to those who use the package. */
import { describe, expect, test } from "vitest";
import { compareDocuments } from "../scripts/verdict/compare-documents.js";
import { jobDocument } from "./support/job-document.js";
import { verdictPairs } from "./support/verdict-pairs.js";

const before = jobDocument();

describe("the verdict on", () => {
  test.each(verdictPairs.map((pair) => [pair.name, pair.verdict, pair] as const))(
    "%s is %s",
    async (_name, verdict, { reason, change }) => {
      const comparison = await compareDocuments(before, jobDocument(change));
      const reasons = [
        ...comparison.reasons,
        ...comparison.operations.flatMap((operation) => operation.reasons),
      ];
      if (process.env["SHOW"]) console.log(comparison.verdict, reasons);
      expect(comparison.verdict).toBe(verdict);
      expect(reasons.join("\n")).toContain(reason);
    },
  );
});
