import type { OutcomeRow } from "./outcome-scenarios.js";

const introduction = `# Failure outcomes

After a failed call one question matters: may the secret exist? Every error answers it with
\`mayHaveSucceeded\`, over all attempts of the call. \`false\` is certain: the server did not create the
secret. \`true\` means that it may have: check before you try again.

For each fault, the table lists the error that \`createSecret\` rejects with, whether the call is
retried before (up to \`maxRetries\` times), and the value of \`mayHaveSucceeded\`. The same table runs as
a test, almost all of it against a real server. A caller's abort rejects with \`signal.reason\`, which
has no \`mayHaveSucceeded\`: once the call has begun, treat it as \`true\`.

A runtime that may resend requests is one whose \`fetch\` sends a POST again if a reused connection
closes before the response. A 409 or 404 can then be the answer to the second request, while the
first was the one that took effect.
`;

const columns = ["Phase", "Fault", "Error", "Retried", "`mayHaveSucceeded`"];

/** Writes docs/outcomes.md, in the format of Prettier. */
export function outcomesDocument(rows: readonly OutcomeRow[]): string {
  const cells = rows.map(({ phase, fault, error, isRetried, mayHaveSucceeded }) => [
    phase,
    fault,
    `\`${error}\``,
    isRetried ? "yes" : "no",
    mayHaveSucceeded === undefined ? "" : String(mayHaveSucceeded),
  ]);
  const widths = columns.map((title, column) =>
    Math.max(...[columns, ...cells].map((row) => row[column]?.length ?? title.length)),
  );
  const line = (row: readonly string[], filler = " "): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(" | ")} |\n`;
  const rule = line(
    columns.map(() => "-"),
    "-",
  );
  return `${introduction}\n${line(columns)}${rule}${cells.map((row) => line(row)).join("")}`;
}
