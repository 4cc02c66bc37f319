import type { Comparison } from "./compare-documents.js";

/** Prints a verdict for people, with the reasons under each affected operation. */
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
