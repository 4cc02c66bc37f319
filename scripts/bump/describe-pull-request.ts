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

/**
 * Describes a bump.
 *
 * @param source the page's URL
 */
export function describePullRequest(bump: Bump, source: string): PullRequest {
  const { document, comparison, packageVersion, troubles } = bump;
  const { title, version } = document.info;
  const { from, to, verdict } = comparison;
  const digest = createHash("sha256").update(JSON.stringify(document)).digest("hex").slice(0, 8);
  const toMend = troubles.length === 0 ? "" : `, ${troubles.length} to mend`;
  const body = [
    `${title} went from ${from} to ${to}: ${source}`,
    `The verdict is **${verdict}**. ${meanings[verdict]} The package's version is ${packageVersion.current}; what waits for a release asks for **${packageVersion.proposed}**.`,
    `## What changed\n\n${listChanges(comparison)}`,
    ...(troubles.length > 0 ? [mendList(bump)] : ["`npm test` passes."]),
    "GitHub starts no checks on what a workflow opened: close this and open it again to see them run.",
  ].join("\n\n");
  return {
    branch: `spec-bump/${version.replaceAll(/[^\w.-]|\.(?=\.)/g, "-")}-${digest}`,
    title: `${title} ${from} to ${to}: ${verdict}${toMend}`,
    body: body.slice(0, longestBody),
  };
}

function mendList({ troubles }: Bump): string {
  const items = troubles.map(({ place, message }) =>
    message.includes("\n")
      ? `- [ ] \`${place}\`\n\n${`~~~~~text\n${message}\n~~~~~`.replaceAll(/^/gm, "  ")}\n`
      : `- [ ] \`${place}\` ${escapeMarkdown(message)}`,
  );
  return `## To mend\n\n${items.join("\n")}`;
}
