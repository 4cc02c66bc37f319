import { FileProblem, lineAt, type Entry } from "./entry.js";

/** The value of an assignment, and the offset at which it ends. */
interface ReadValue {
  readonly value: string;
  readonly end: number;
}

// Node 20 takes blanks before a comment, a line of blanks and tabs for a part of the next name, and a
// comment with `=` for an entry where no line break ends it. U+2028 ends a comment for
// dotenv, which then reads the rest as an assignment.
const skipped = /(?:#[^\n\u2028\u2029]*)?\n|#[^=\n\u2028\u2029]*$/y;
const restOfLine = /[^\n]*/y;
const endOfValue = / *(?: #[^\n\u2028\u2029]*)?(?:\n|$)/y;
// Older versions of Docker Compose drop "export" from the start of every name. A value that begins
// with `=` is the end of something in base64, whose other lines are above it.
const assignment = / *(export )?(?!export|__proto__=)([A-Za-z_]\w*)=(?!=)/y;
const indentedNothing = /[ \t]+(?:[#\n]|$)/y;
const spacedAssignment = /[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=(?!=)/y;

// A shell splits, expands or runs a value with one of these outside quotes; the blanks are those
// that any reader trims.
const unsafe = /[\s\u0085'"`$\\#;&|<>()~]/;
// Bash expands these too where the assignment is the operand of `export`.
const unsafeExported = /[*?[{]/;
// Dotenv and Node take `\n` for a line break, and Docker Compose and python-dotenv more.
const unsafeInDouble = /[$`]|\\(?!n)/;
// Python-dotenv replaces `${NAME}` here too and takes two backslashes for one; dotenv takes `\'` for a
// quote inside the value.
const unsafeInSingle = /\$\{|\\(?:\\|$)/;

/**
 * Reads the entries of a `.env` file, in the file's order.
 *
 * Accepts what dotenv, Node, Docker Compose, python-dotenv and shells read as the same text, and
 * refuses the rest, since nobody could notice a wrong value: secrets cannot be read back. Only two
 * accepted things differ in a shell: `\n` in double quotes, which is a line break to all other
 * readers, and line ends of CR LF.
 *
 * @throws FileProblem with line, key and remedy, never with a value
 */
export function readDotEnv(text: string): readonly Entry[] {
  const content = text.replaceAll("\r\n", "\n");
  refuseCharacters(content);
  const starts = new Map<string, number>();
  const entries: Entry[] = [];
  let at = 0;
  while (at < content.length) {
    const next = matchAt(skipped, content, at)?.end;
    if (next !== undefined) {
      at = next;
      continue;
    }
    const { keyName, start, isExported } = readAssignment(content, at);
    const refuse = (problem: string): never => {
      throw problemAt(content, at, problem, keyName);
    };
    const earlier = starts.get(keyName);
    if (earlier !== undefined) refuse(`is set in line ${lineAt(content, earlier)} too; remove one`);
    starts.set(keyName, at);
    const { value, end } = readValue(content, start, isExported, refuse);
    entries.push({ keyName, value });
    at = end;
  }
  return entries;
}

function refuseCharacters(content: string): void {
  if (content.startsWith("\uFEFF")) {
    throw new FileProblem("begins with a byte order mark; save it without one");
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  const found = /[\0-\u0008\u000b-\u001f\u007f]/.exec(content);
  if (found === null) return;
  const name = found[0] === "\r" ? "a carriage return without a line feed" : "a control character";
  throw problemAt(content, found.index, `contains ${name}; remove it, or use a .json file`);
}

function readAssignment(content: string, at: number) {
  const match = matchAt(assignment, content, at);
  if (match === undefined) throw problemAt(content, at, notAssignment(content, at));
  const [, exported, keyName] = match.groups;
  return { keyName: String(keyName), start: match.end, isExported: exported !== undefined };
}

/** Names no part of the line: it may be a piece of a value that goes on from the line before. */
function notAssignment(content: string, at: number): string {
  if (matchAt(indentedNothing, content, at) !== undefined) {
    return "has blanks before its comment or its end; remove them";
  }
  if (content[at] === "#") return "is a comment with a line separator or without a line break";
  return matchAt(spacedAssignment, content, at) === undefined
    ? "is not NAME=VALUE, with a name of letters, digits and _; put a value of several lines in single quotes"
    : "needs a name without blanks around it, and other than __proto__ or export...";
}

function readValue(
  content: string,
  start: number,
  isExported: boolean,
  refuse: (problem: string) => never,
): ReadValue {
  const quote = content.charAt(start);
  if (quote !== "'" && quote !== '"') return readPlain(content, start, isExported, refuse);
  const close = content.indexOf(quote, start + 1);
  if (close < 0) return refuse("has no closing quote");
  const inside = content.slice(start + 1, close);
  const isSingle = quote === "'";
  const found = (isSingle ? unsafeInSingle : unsafeInDouble).exec(inside);
  if (found !== null) {
    const kind = isSingle ? "single" : "double";
    return refuse(`contains ${named(found[0])} in ${kind} quotes; ${remedy(isSingle, inside)}`);
  }
  const rest = matchAt(endOfValue, content, close + 1);
  if (rest === undefined) {
    return refuse(
      "has text after the closing quote; put the whole value in single quotes, or a blank before the # of a comment",
    );
  }
  return { value: isSingle ? inside : inside.replaceAll("\\n", "\n"), end: rest.end };
}

function readPlain(
  content: string,
  start: number,
  isExported: boolean,
  refuse: (problem: string) => never,
): ReadValue {
  const line = String(matchAt(restOfLine, content, start)?.groups[0]);
  // Node 22 and later take the next line for the value where a blank alone follows the `=`.
  if (line.startsWith(" ")) return refuse("has a blank after the =; remove it");
  const [beforeComment] = line.split(" #", 1);
  const value = withoutBlanksAtEnd(String(beforeComment));
  const found = unsafe.exec(value) ?? (isExported ? unsafeExported.exec(value) : null);
  if (found !== null) {
    return refuse(`contains ${named(found[0])} outside quotes; ${remedy(false, value)}`);
  }
  // Node 22 and later leave `export` in the name.
  if (isExported && start === content.length) return refuse("needs a line break after it");
  const rest = matchAt(endOfValue, content, start + value.length);
  return rest === undefined
    ? refuse("has a line separator in its comment; remove it")
    : { value, end: rest.end };
}

function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (text[end - 1] === " ") end--;
  return text.slice(0, end);
}

const remedy = (isSingle: boolean, value: string): string =>
  isSingle || value.includes("'") ? "use a .json file" : "put the value in single quotes";

function named(character: string): string {
  if (character.trim() === "" || character === "\u0085") return "a blank";
  const first = character.charAt(0);
  return first === "\\" ? "a backslash" : first;
}

function problemAt(content: string, at: number, problem: string, keyName?: string): FileProblem {
  const line = `line ${lineAt(content, at)}`;
  return new FileProblem(
    keyName === undefined ? `${line} ${problem}` : `${line}: ${keyName} ${problem}`,
  );
}

function matchAt(
  pattern: RegExp,
  content: string,
  at: number,
): { readonly groups: readonly (string | undefined)[]; readonly end: number } | undefined {
  pattern.lastIndex = at;
  const groups = pattern.exec(content);
  return groups === null ? undefined : { groups, end: pattern.lastIndex };
}
