import type { GoogleRpcCode } from "../errors/google-rpc-code.js";
import { isObject } from "../input/is-object.js";
import { isTooDeep } from "../input/nesting.js";
import { codeOfBody } from "./google-rpc.js";
import { printable } from "./printable.js";
import type { BodyOutcome } from "./read-body.js";
import type { Withhold } from "./withhold.js";

/** Content of an error body, safe to show. */
export interface ErrorBody {
  /** Code that the body itself names. */
  readonly code: GoogleRpcCode | undefined;
  /** On one line; empty if the body has no message, or is an HTML page. */
  readonly message: string;
  readonly details: readonly unknown[];
  /** The body as text; a JSON error with the notice as its message if it is withheld. */
  readonly content: string;
}

const longestMessage = 1000;

/**
 * Reads an error body in any of the forms that gateways and the proxies before them send: flat or
 * under `error`, codes by number or name, `detail`, a JSON string, plain text. Never throws.
 */
export function readErrorBody(bytes: BodyOutcome, withhold: Withhold): ErrorBody {
  if (typeof bytes === "string") return unread(undefined, `[withheld: the body ${bytes}]`);
  const text = new TextDecoder().decode(bytes);
  const { isJson, body } = parse(text);
  const outer = fieldsOf(body);
  const inner = fieldsOf(outer["error"]);
  const code = [inner["status"], inner["code"], outer["code"]].map(codeOfBody).find(Boolean);
  // Of JSON the content and not the text, whose escapes would be one level more to undo.
  const withheld = withhold(isJson ? textsIn(body).join("\n") : text);
  if (withheld) return unread(code, withheld);
  const messages = [inner["message"], outer["message"], outer["error"], outer["detail"], body];
  const details = [inner["details"], outer["details"]].find(Array.isArray) ?? [];
  return {
    code,
    message: shortened(messages.map(messageOf).find(Boolean) ?? ""),
    details: details.map(printableContent),
    content: isJson ? (JSON.stringify(printableContent(body)) ?? "") : text,
  };
}

function unread(code: GoogleRpcCode | undefined, message: string): ErrorBody {
  return { code, message, details: [], content: JSON.stringify({ message }) };
}

function parse(text: string): { isJson: boolean; body: unknown } {
  try {
    const body: unknown = JSON.parse(text);
    return { isJson: true, body: isTooDeep(body) ? undefined : body };
  } catch {
    // A proxy's HTML page tells a reader of logs nothing; plain text does.
    return { isJson: false, body: text.trimStart().startsWith("<") ? undefined : text };
  }
}

const messageOf = (message: unknown): string =>
  typeof message === "string" ? printable(message) : "";

const shortened = (message: string): string =>
  message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  isObject(value) ? { ...value } : {};

/** All texts in JSON content: strings, names, and numbers, which a secret may be as well. */
function textsIn(content: unknown): string[] {
  if (!isObject(content)) return [String(content)];
  return Object.entries(content).flatMap(([name, value]) => [name, ...textsIn(value)]);
}

function printableContent(content: unknown): unknown {
  if (typeof content === "string") return printable(content);
  if (!isObject(content)) return content;
  if (Array.isArray(content)) return content.map(printableContent);
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [printable(name), printableContent(value)]),
  );
}
