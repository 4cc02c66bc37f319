import type { Comparison } from "./compare-documents.js";

/** The verdict for people: which, and under each operation that it concerns the reasons. */
export function printComparison({ from, to, verdict, operations, reasons }: Comparison): string {
  const versions = from === to ? to : `${from} to ${to}`;
  return [
    `${versions}: ${verdict}`,
    ...operations.flatMap((operation) => [
      `  ${operation.operationId}: ${operation.verdict}`,
      ...operation.reasons.map((reason) => `    ${reason}`),
    ]),
    ...reasons.map((reason) => `  ${reason}`),
  ].join("\n");
}
