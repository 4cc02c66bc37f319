import { createHash } from "node:crypto";
import { escapeMarkdown } from "../lib/markdown.js";
import type { Verdict } from "../verdict/change.js";
import type { Bump } from "./bump-spec.js";
import { listChanges } from "./changelog.js";

/** Branch, title and text of a pull request. */
export interface PullRequest {
  /** Derived from version and content, so that the same document always gets the same branch. */
  readonly branch: string;
  readonly title: string;
  /** In Markdown. */
  readonly body: string;
}

const meanings: Readonly<Record<Verdict, string>> = {
  none: "Nothing changed.",
  patch: "Nothing changed that callers pass or read.",
  minor: "Callers need not do anything.",
  major: "A caller's program may stop compiling, or its call may stop working.",
};

// GitHub's limit is 65 536 characters.
const longestBody = 60_000;

/** Describes a bump. */
export function describePullRequest(bump: Bump): PullRequest {
  const { document, comparison, packageVersion, problems, source } = bump;
  const { title, version } = document.info;
  const { from, to, verdict } = comparison;
  const digest = createHash("sha256").update(JSON.stringify(document)).digest("hex").slice(0, 8);
  const toFix = problems.length === 0 ? "" : `, ${problems.length} to fix`;
  const body = [
    `${title} went from ${from} to ${to}: ${source}`,
    `The verdict is **${verdict}**. ${meanings[verdict]} The package's version is ${packageVersion.current}; the unreleased changes require **${packageVersion.proposed}**.`,
    `## What changed\n\n${listChanges(comparison)}`,
    ...(problems.length > 0 ? [problemList(bump)] : ["`npm test` passes."]),
    "GitHub runs no checks on a pull request that a workflow opened: close and reopen it to run them.",
  ].join("\n\n");
  return {
    branch: `spec-bump/${version.replaceAll(/[^\w.-]|\.(?=\.)/g, "-")}-${digest}`,
    title: `${title} ${from} to ${to}: ${verdict}${toFix}`,
    body: body.slice(0, longestBody),
  };
}

function problemList({ problems }: Bump): string {
  const items = problems.map(({ place, message }) =>
    message.includes("\n")
      ? `- [ ] \`${place}\`\n\n${`~~~~~text\n${message}\n~~~~~`.replaceAll(/^/gm, "  ")}\n`
      : `- [ ] \`${place}\` ${escapeMarkdown(message)}`,
  );
  return `## To fix\n\n${items.join("\n")}`;
}
