import { escapeMarkdown } from "../lib/markdown.js";
import { mostSevere, verdicts, type Verdict } from "../verdict/change.js";
import type { Comparison } from "../verdict/compare-documents.js";
import { tellChange } from "./tell-change.js";

/** The changelog entry for a new version of the document. */
export function changelogEntry(title: string, comparison: Comparison): string {
  const [name, from, to] = [title, comparison.from, comparison.to].map(escapeMarkdown);
  return `### ${name} ${from} to ${to}: ${comparison.verdict}\n\n${listChanges(comparison)}`;
}

/** A Markdown list of the changes, one sentence each. */
export function listChanges({ verdict, operations, reasons }: Comparison): string {
  const whom = verdict === "patch" ? "No action needed" : "Users of the types";
  const sentences = [
    ...operations.flatMap(({ operationId, reasons: own }) =>
      own.map((reason) => tellChange(operationId, reason)),
    ),
    ...reasons.filter(isForCallers).map((reason) => `${whom}: ${escapeMarkdown(reason)}`),
  ];
  return sentences.map((sentence) => `- ${sentence}\n`).join("");
}

/** Reasons that name a file of this project are for the maintainer. */
const isForCallers = (reason: string): boolean => !reason.startsWith("openapi/");

const unreleased = /^## \[Unreleased\]$/m;

/** Inserts an entry at the top of Unreleased. Without that heading, adds it above the latest release. */
export function withEntry(changelog: string, entry: string): string {
  const { index: start } = unreleased.exec(changelog) ?? {};
  if (start !== undefined) {
    const end = start + "## [Unreleased]".length;
    return `${changelog.slice(0, end)}\n\n${entry}${changelog.slice(end).replace(/^\n/, "")}`;
  }
  const releases = changelog.search(/^## /m);
  const at = releases === -1 ? changelog.length : releases;
  return `${changelog.slice(0, at).trimEnd()}\n\n## [Unreleased]\n\n${entry}\n${changelog.slice(at)}`;
}

/** The most severe verdict among the unreleased entries. */
export function unreleasedVerdict(changelog: string): Verdict {
  const { index: start } = unreleased.exec(changelog) ?? {};
  if (start === undefined) return "none";
  const [section = ""] = changelog.slice(start + 3).split(/^## /m, 1);
  const noted = [...section.matchAll(/^### .+ to .+: (\w+)$/gm)].map(([, verdict]) => verdict);
  return mostSevere(verdicts.filter((verdict) => noted.includes(verdict)));
}
