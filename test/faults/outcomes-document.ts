import { methods, type OutcomeRow } from "./outcome-rows.js";
import type { SequenceRow } from "./outcome-sequences.js";

const introduction = `# Failure outcomes

After a failed call one question matters: may it have changed something? Every error answers it with
\`mayHaveSucceeded\`, over all attempts of the call. \`false\` is certain: the server changed nothing.
\`true\` means that it may have: look with \`getSecret\` or \`listSecrets\` before you try again.
\`getSecret\` and \`listSecrets\` themselves change nothing: theirs is always \`false\`.

For each fault, the table lists the error that a method rejects with, whether the request is retried
before (up to \`maxRetries\` times), and the value of \`mayHaveSucceeded\` for \`createSecret\`,
\`updateSecret\` and \`deleteSecret\`. A creation is retried less: nobody can tell afterwards whether the
first request or the second one created the secret. The same table runs as a test, almost all of it
against a real server. A caller's abort rejects with \`signal.reason\`, which has no
\`mayHaveSucceeded\`: once the call has begun, treat it as \`true\`.

A runtime that may resend requests is one whose \`fetch\` sends a POST again if a reused connection
closes before the response. A 409 or 404 can then be the answer to the second request, while the
first was the one that took effect.
`;

const columns = ["Phase", "Fault", "Error", "Retried", "`mayHaveSucceeded` of a write"];

const sequences = `
## Calls of several requests

What an answer means can depend on those before it: \`deleteSecret\` counts a 404 as done after an
attempt that may have arrived, \`upsertSecret\` creates, updates, and creates after all, and
\`listSecrets\` requests page after page. \`mayHaveSucceeded\` speaks of all requests of a call;
\`listSecrets\` has returned the pages before its error.
`;

const sequenceColumns = ["Method", "Answers", "Outcome", "`mayHaveSucceeded`"];

/** Writes docs/outcomes.md, in the format of Prettier. */
export function outcomesDocument(
  rows: readonly OutcomeRow[],
  sequenceRows: readonly SequenceRow[],
): string {
  const cells = rows.map(({ phase, fault, error, retried, mayHaveSucceeded, scenario }) => [
    phase,
    `${fault}${methodsOf(scenario.methods)}`,
    `\`${error}\``,
    retried,
    mayHaveSucceeded === undefined ? "" : String(mayHaveSucceeded),
  ]);
  const sequenceCells = sequenceRows.map(({ method, says, outcome, mayHaveSucceeded }) => [
    `\`${method}\``,
    says.map(([name]) => name).join(", "),
    outcome,
    mayHaveSucceeded === undefined ? "" : String(mayHaveSucceeded),
  ]);
  return [
    introduction,
    table(columns, cells),
    `${sequences.trim()}\n`,
    table(sequenceColumns, sequenceCells),
  ].join("\n");
}

function methodsOf(concerned: readonly string[] = methods): string {
  if (concerned.length === methods.length) return "";
  const others = methods.filter((method) => !concerned.includes(method));
  return others.length < concerned.length
    ? ` (not \`${others.join("`, `")}\`)`
    : ` (\`${concerned.join("`, `")}\`)`;
}

function table(titles: readonly string[], cells: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(...[titles, ...cells].map((row) => row[column]?.length ?? title.length)),
  );
  const line = (row: readonly string[], filler = " "): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(" | ")} |\n`;
  const rule = titles.map(() => "-");
  return `${line(titles)}${line(rule, "-")}${cells.map((row) => line(row)).join("")}`;
}
