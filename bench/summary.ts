/** The figures of the report that the README quotes: a row for each client, a column for each topic. */
import { table } from "./report.js";

interface Quoted {
  readonly column: string;
  /** Where it stands in the report. */
  readonly section: string;
  /** The beginning of its column's title there. */
  readonly figure: string;
  /** What stands behind a client's name in its row there. */
  readonly row?: string;
}

const quoted: readonly Quoted[] = [
  {
    column: "a call, × raw fetch",
    section: "Per call",
    figure: "ratio to raw fetch, Node 24",
  },
  {
    column: "calls/s on loopback, 16 at once, × raw fetch",
    section: "On the wire",
    figure: "calls/s as a ratio",
    row: ", 16",
  },
  { column: "min+gzip, KiB", section: "Size", figure: "min+gzip" },
  { column: "start-up, × openapi-fetch", section: "Start-up", figure: "ratio to openapi-fetch" },
  { column: "type instantiations", section: "Compile time", figure: "type instantiations" },
  { column: "installed packages", section: "Installed", figure: "packages" },
];

const begin = "<!-- Written by npm run bench, from bench/RESULTS.md -->";
const end = "<!-- End of what npm run bench writes -->";

/**
 * Writes the report's figures into a page, between the two marks that say so.
 *
 * @throws where the page has no such marks
 */
export function withSummary(page: string, report: string): string {
  const [start, stop] = [page.indexOf(begin), page.indexOf(end)];
  if (start === -1 || stop < start) throw new Error(`expected "${begin}" and "${end}" in the page`);
  const before = page.slice(0, start + begin.length);
  return `${before}\n\n${summarize(report)}\n\n${page.slice(stop)}`;
}

function summarize(report: string): string {
  const clients = rowsOf(report, "Per call").map(([name = ""]) => name);
  const columns = ["client", ...quoted.map(({ column }) => column)];
  return table(
    columns,
    clients.slice(1).map((client) => [client, ...quoted.map((one) => cellOf(report, client, one))]),
  );
}

function cellOf(report: string, client: string, { section, figure, row = "" }: Quoted): string {
  const [titles = [], ...rows] = rowsOf(report, section);
  const index = titles.findIndex((title) => title.startsWith(figure));
  return rows.find(([name]) => name === `${client}${row}`)?.[index] ?? "";
}

/** The cells of a section's table, its titles first. */
function rowsOf(report: string, section: string): string[][] {
  const [, text = ""] = report.split(`\n## ${section}\n`);
  const [own = ""] = text.split("\n## ");
  const lines = own.split("\n").filter((line) => line.startsWith("|") && !/^[| :-]+$/.test(line));
  return lines.map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
