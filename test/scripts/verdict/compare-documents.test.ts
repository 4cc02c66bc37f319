/** The verdict on each kind of change. */
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../scripts/lib/json.js";
import { compareDocuments, type Comparison } from "../../../scripts/verdict/compare-documents.js";
import { contractChanges } from "./contract-pairs.js";
import { jobDocument } from "./job-document.js";
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

const inDeepField = (schema: JsonObject): JsonObject =>
  Array.from({ length: 12 }, (_, at) => `level${at}`).reduceRight<JsonObject>(
    (inner, name) => ({ type: "object", properties: { [name]: inner } }),
    schema,
  );
const reasonsFor = async (from: JsonObject, to: JsonObject): Promise<string[]> => {
  const [one, other] = [from, to].map((schema) => documentWithSchema("request", { schema }));
  return one && other ? reasonsOf(await compareDocuments(one, other)) : [];
};

describe("the reasons", () => {
  const values = Array.from({ length: 60 }, (_, at) => `region-${at}`);
  test("name every enum value that is gone, in at most 200 characters each", async () => {
    const from = inDeepField({ type: "string", enum: values });

    const reasons = await reasonsFor(from, inDeepField({ type: "string", enum: ["region-0"] }));

    expect(values.filter((value) => !reasons.join().includes(`"${value}"`))).toEqual(["region-0"]);
    expect(reasons.filter((reason) => reason.length > 200)).toEqual([]);
    expect(reasons[0]).toContain("level10.level11");
  });

  test("name every field that is gone by its full path", async () => {
    const fields = Object.fromEntries(values.map((value) => [value, { type: "string" }]));
    const from = inDeepField({ type: "object", properties: fields });

    const reasons = await reasonsFor(from, inDeepField({ type: "object" }));

    expect(reasons).toHaveLength(60);
    expect(reasons[7]).toContain("body.level0.level1.level2");
    expect(reasons[7]).toContain("level11.region-7 is gone");
  });

  test("stay short where a value, a pattern or a name is long", async () => {
    const long = "x".repeat(1000);
    const named = { type: "object", properties: { [long]: { type: "string" } } };

    const reasons = [
      ...(await reasonsFor(
        { type: "string", enum: [long, "a"], pattern: `^${long}$` },
        { type: "string", enum: ["a"], pattern: `^a${long}$` },
      )),
      ...(await reasonsFor(named, { type: "object" })),
    ];

    expect(reasons.length).toBeGreaterThan(2);
    expect(reasons.filter((reason) => reason.length > 200)).toEqual([]);
  });
});
