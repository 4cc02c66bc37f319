import { isObject, itemsOf, type Json } from "./openapi-document.js";

const lineWidth = 100;

/** Writes data as a TypeScript literal: on one line where it fits, and never as code. */
export function printLiteral(value: Json, indent = ""): string {
  const line = onOneLine(value);
  if (indent.length + line.length <= lineWidth) return line;
  const inner = `${indent}  `;
  const item = (part: Json): string => printLiteral(part, inner);
  if (Array.isArray(value)) {
    const items = itemsOf(value).map((part) => `${inner}${item(part)},\n`);
    return `[\n${items.join("")}${indent}]`;
  }
  if (!isObject(value)) return line;
  const members = Object.entries(value).map(
    ([name, part]) => `${inner}${printName(name)}: ${item(part)},\n`,
  );
  return `{\n${members.join("")}${indent}}`;
}

function onOneLine(value: Json): string {
  if (Array.isArray(value)) return `[${itemsOf(value).map(onOneLine).join(", ")}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, part]) => `${printName(name)}: ${onOneLine(part)}`,
  );
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** Writes a property's name, in quotes only where it needs them. */
export function printName(name: string): string {
  // Written plainly, it would set the prototype.
  if (name === "__proto__") return '["__proto__"]';
  return /^([A-Za-z_$][\w$]*|0|[1-9]\d{0,14})$/.test(name) ? name : JSON.stringify(name);
}
