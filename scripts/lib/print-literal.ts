import { isObject, itemsOf, type Json } from "./json.js";

const lineWidth = 100;

/** Prints data as a TypeScript literal, on one line if it fits. */
export function printLiteral(value: Json, indent = ""): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = itemsOf(value).map((part) => printLiteral(part, inner));
    return inBrackets("[", items, "]", indent);
  }
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, part]) => `${printName(name)}: ${printLiteral(part, inner)}`,
  );
  return inBrackets("{ ", members, " }", indent);
}

/** Joins the parts in one line, or one per line if they are too long or contain a line break. */
function inBrackets(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open.trim() + close.trim();
  const line = `${open}${parts.join(", ")}${close}`;
  if (indent.length + line.length <= lineWidth && !line.includes("\n")) return line;
  const lines = parts.map((part) => `${indent}  ${part},\n`);
  return `${open.trim()}\n${lines.join("")}${indent}${close.trim()}`;
}

/** Prints a property name, quoted only if necessary. */
export function printName(name: string): string {
  // As a plain key, it would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^([A-Za-z_$][\w$]*|0|[1-9]\d{0,14})$/.test(name) ? name : JSON.stringify(name);
}
