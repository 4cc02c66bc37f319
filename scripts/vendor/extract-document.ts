import { CommandError } from "../lib/command-error.js";

/** The text of a document. */
export interface Extracted {
  /** Byte for byte as in the source. */
  readonly text: string;
  readonly fromPage: boolean;
}

/**
 * Extracts the OpenAPI document from a docs page. A bare document is returned as it is.
 *
 * @throws CommandError when there is none, more than one, or an unclosed fence
 */
export function extractDocument(source: string): Extracted {
  if (source.trim() === "") {
    throw new CommandError("expected a docs page or an OpenAPI document, found an empty file");
  }
  if (/^\s*<(!doctype|html|head|body|\?xml)/i.test(source)) {
    throw new CommandError("expected a docs page or an OpenAPI document, found HTML");
  }
  if (/^\s*\{/.test(source)) return { text: source, fromPage: false };
  const { fences, around } = splitPage(source);
  // A bare document may have fences in its prose, but no page has an "openapi" key outside a fence.
  if (isOpenapi(around)) return { text: source, fromPage: false };
  return { text: documentIn(fences), fromPage: true };
}

// The version distinguishes it from a page's front matter, where Mintlify writes `openapi: post /v1/...`.
const yamlStart = /^\uFEFF?(["']?)(openapi|swagger)\1\s*:\s*["']?\d/m;
const jsonStart = /^\s*\{[^]*"(openapi|swagger)"\s*:\s*"\d/;

const isOpenapi = (text: string): boolean => yamlStart.test(text) || jsonStart.test(text);

function documentIn(fences: readonly Fence[]): string {
  const candidates = fences.filter(({ info }) => /^(ya?ml|json)\b/i.test(info));
  const documents = candidates.filter(({ text }) => isOpenapi(text));
  const [document] = documents;
  if (documents.length > 1) {
    throw new CommandError(
      `expected one OpenAPI document in the page, found ${documents.length}, at lines ${documents.map(({ line }) => line).join(" and ")}`,
    );
  }
  if (document) return document.text;
  const [other] = candidates;
  throw new CommandError(
    other
      ? `expected OpenAPI in the page's fence, found no "openapi" key in the one at line ${other.line}: is this an older form of the page?`
      : "expected a docs page with OpenAPI in a fence of yaml, or a bare OpenAPI document; found neither",
  );
}

interface Fence {
  readonly info: string;
  readonly text: string;
  /** Number of the opening line. */
  readonly line: number;
}

/** Splits Markdown into its fenced blocks and the text around them. A fence may contain shorter ones. */
function splitPage(page: string): { fences: Fence[]; around: string } {
  const fences: Fence[] = [];
  let around = "";
  let end = 0;
  // A later backtick in the line makes it inline code.
  const opening = /^ {0,3}(`{3,}(?![^\n]*`)|~{3,})([^\n]*)(\n|$)/gm;
  for (let match = opening.exec(page); match; match = opening.exec(page)) {
    const [, marks = "", info = ""] = match;
    const start = opening.lastIndex;
    const line = page.slice(0, match.index).split("\n").length;
    const closing = new RegExp(`^ {0,3}${marks}${marks.charAt(0)}*[ \\t\\r]*$`, "m");
    const closed = closing.exec(page.slice(start));
    if (!closed) {
      throw new CommandError(
        `expected the fence "${marks}${info.trim()}" at line ${line} to be closed, found the end of the page: was the download cut off?`,
      );
    }
    fences.push({ info: info.trim(), text: page.slice(start, start + closed.index), line });
    around += page.slice(end, match.index);
    end = start + closed.index + closed[0].length;
    opening.lastIndex = end;
  }
  return { fences, around: around + page.slice(end) };
}
