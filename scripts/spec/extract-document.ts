import { DocumentError } from "./openapi-document.js";

/** A document as it came. */
export interface Extracted {
  /** Byte for byte, where it stood in a page. */
  readonly text: string;
  readonly fromPage: boolean;
}

/**
 * Takes the OpenAPI document out of a documentation page; a bare document is taken as it is.
 *
 * @throws DocumentError when there is none, more than one, or one that never ends
 */
export function extractDocument(source: string): Extracted {
  if (source.trim() === "") {
    throw new DocumentError("expected a docs page or an OpenAPI document, found an empty file");
  }
  if (/^\s*<(!doctype|html|\?xml)/i.test(source)) {
    throw new DocumentError("expected a docs page or an OpenAPI document, found HTML");
  }
  if (isBare(source)) return { text: source, fromPage: false };
  return { text: documentIn(source), fromPage: true };
}

// A page may begin like YAML too, with a heading that looks like a comment or with front matter;
// so what counts is the first line that is neither.
const bareStart =
  /^(\s*(#.*|---|%.*)?\n)*\s*(\{|["']?(openapi|swagger|info|paths|components|servers|tags|security)["']?\s*:)/;

const isBare = (source: string): boolean => bareStart.test(source);

const holdsOpenapi = (text: string): boolean =>
  /^(\s*\{[^]*)?["']?(openapi|swagger)["']?\s*:/m.test(text);

function documentIn(page: string): string {
  const fences = fencesOf(page).filter(({ info }) => /^(ya?ml|json)\b/i.test(info));
  const documents = fences.filter(({ text }) => holdsOpenapi(text));
  const [document] = documents;
  if (documents.length > 1) {
    throw new DocumentError(`expected one OpenAPI document in the page, found ${documents.length}`);
  }
  if (document) return document.text;
  throw new DocumentError(
    fences.length > 0
      ? 'expected OpenAPI in the page\'s fence, found no "openapi" key: is this an older form of the page?'
      : "expected a page with OpenAPI in a fence of yaml, found no such fence",
  );
}

interface Fence {
  readonly info: string;
  readonly text: string;
}

/** The fenced blocks of a Markdown text; a fence may hold shorter ones. */
function fencesOf(page: string): Fence[] {
  const fences: Fence[] = [];
  const opening = /^ {0,3}(`{3,}|~{3,})(.*)\n/gm;
  for (let match = opening.exec(page); match; match = opening.exec(page)) {
    const [, marks = "", info = ""] = match;
    const start = opening.lastIndex;
    const closing = new RegExp(`^ {0,3}${marks}[${marks.charAt(0)}]*[ \\t\\r]*$`, "m");
    const end = closing.exec(page.slice(start));
    if (!end) {
      const fence = `${marks}${info.trim()}`;
      throw new DocumentError(
        `expected "${fence}" to be closed, found the page's end: a download cut off?`,
      );
    }
    fences.push({ info: info.trim(), text: page.slice(start, start + end.index) });
    opening.lastIndex = start + end.index + end[0].length;
  }
  return fences;
}
