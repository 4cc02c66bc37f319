import { isTooDeep } from "./fields.js";
import { codeOfBody, type GoogleRpcCode } from "./google-rpc.js";
import type { Redact } from "./redact.js";

/** What an error body says, scrubbed. */
export interface ErrorBody {
  readonly code: GoogleRpcCode | undefined;
  /** Empty where the body says nothing that can be shown. */
  readonly message: string;
  readonly details: readonly unknown[];
  /** Writes the body itself; JSON anew, so that no escape in it can hide a secret. */
  readonly text: () => string;
}

const longestMessage = 1000;

/**
 * Reads an error body in any of the forms that gateways and the proxies before them send: flat or
 * under `error`, codes by number or name, `detail`, a JSON string, plain text. Never throws.
 */
export function readErrorBody(text: string, redact: Redact): ErrorBody {
  const { isJson, content } = parse(text);
  const body = isTooDeep(content) ? undefined : content;
  const outer = fieldsOf(body);
  const inner = fieldsOf(outer["error"]);
  const messages = [inner["message"], outer["message"], outer["error"], outer["detail"], body];
  const details = [inner["details"], outer["details"]].find(Array.isArray) ?? [];
  return {
    code: [inner["status"], inner["code"], outer["code"]].map(codeOfBody).find(Boolean),
    // Twice: a secret that was broken over two lines is whole once they are one.
    message:
      messages
        .filter((message) => typeof message === "string")
        .map((message) => redact(oneLine(redact(message))))
        .find(Boolean) ?? "",
    details: details.map((detail) => scrub(detail, redact)),
    text: () => (isJson ? (JSON.stringify(scrub(body, redact)) ?? "") : redact(text)),
  };
}

function parse(text: string): { isJson: boolean; content: unknown } {
  try {
    return { isJson: true, content: JSON.parse(text) };
  } catch {
    // A proxy's HTML page says nothing to a reader of logs, plain text does.
    return { isJson: false, content: text.trimStart().startsWith("<") ? undefined : text };
  }
}

function scrub(value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return redact(value);
  if (typeof value === "number") return redact(String(value)) === String(value) ? value : "";
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => scrub(item, redact));
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [redact(key), scrub(field, redact)]),
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

// The classes of Unicode, \p{Cc}, would say the same, and take a tenth of the package's start-up.
const controlsAndLineBreaks = /[^ -~\xa0-\u2027\u202a-\uffff]+/g;

/** Control characters could forge lines in a log, or colours in a terminal. */
function oneLine(text: string): string {
  const line = text.replace(controlsAndLineBreaks, " ").trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
