import { formatMarkdown } from "../scripts/lib/markdown.js";

/** What one topic measured, ready to print. */
export interface Section {
  readonly title: string;
  /** How it was measured. */
  readonly method: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
  /** What else there is to say of it, in Markdown. */
  readonly addendum?: string;
}

/** What was to be reached, and what was. */
export interface Goal {
  readonly what: string;
  readonly goal: string;
  readonly measured: string;
  readonly isMet: boolean;
}

/** The report for a place in the project, in the form that `npm run format` keeps. */
export async function writeReport(
  path: string,
  facts: readonly string[],
  sections: readonly Section[],
  notes: string,
): Promise<string> {
  const goals = sections.flatMap((section) => section.goals);
  const markdown = [
    "# Results",
    'Written by `npm run bench`, never by hand; what is said under "Notes" stands in `notes.md`.',
    facts.map((fact) => `- ${fact}`).join("\n"),
    "## Goals",
    table(
      ["what", "goal", "measured", ""],
      goals.map(({ what, goal, measured, isMet }) => [
        what,
        goal,
        measured,
        isMet ? "met" : "missed",
      ]),
    ),
    ...sections.flatMap(({ title, method, columns, rows, addendum = "" }) => [
      `## ${title}`,
      method,
      table(columns, rows),
      addendum,
    ]),
    notes,
  ];
  return await formatMarkdown(path, markdown.join("\n\n"));
}

/** A Markdown table; all columns but the first hold figures. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = columns.map((_, index) => (index === 0 ? "---" : "---:"));
  return [columns, rule, ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A goal that is met by staying at or below a limit. */
export function atMost(what: string, limit: number, measured: number, unit = ""): Goal {
  const text = (value: number): string => `${value.toFixed(2).replace(/\.?0+$/, "")}${unit}`;
  const isMet = measured <= limit;
  return { what, goal: `at most ${text(limit)}`, measured: text(measured), isMet };
}
