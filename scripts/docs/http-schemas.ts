import { escapeMarkdown } from "../lib/markdown.js";
import { isObject, textOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { jsonSchemaOf } from "../openapi/operations.js";
import { sampleOf } from "./http-examples.js";
import { propertiesOf, type BodyKind } from "./http-fields.js";

/** The section of a request body or a response. */
export function bodySection(
  document: OpenapiDocument,
  title: string,
  body: JsonObject,
  kind: BodyKind,
): string {
  const { contentType, schema } = jsonSchemaOf(body) ?? {};
  const description = cell(textOf(body["description"] ?? ""));
  const rows = schema === undefined ? [] : fieldRows(document, schema, kind);
  const fields =
    rows.length === 0 ? [] : [table(["field", "type", "required", "description"], rows)];
  const sample = JSON.stringify(sampleOf(document, schema ?? {}, kind), null, 2);
  const example =
    kind === "response" && schema !== undefined ? [`\`\`\`json\n${sample}\n\`\`\``] : [];
  return [
    `## ${title}`,
    [description, ...(contentType === undefined ? [] : [`\`${contentType}\``])].join(" ").trim(),
    ...fields,
    ...example,
  ].join("\n\n");
}

/** The fields of a body, those of the objects and arrays in it included. */
function fieldRows(
  document: OpenapiDocument,
  schema: Json,
  kind: BodyKind,
  prefix = "",
): string[][] {
  return propertiesOf(document, schema, kind).flatMap(({ name, property, required }) => {
    const { type, items } = property;
    const within = isObject(items) ? `${prefix}${name}[].` : `${prefix}${name}.`;
    const row = [
      `\`${prefix}${name}\``,
      isObject(items) ? "array" : textOf(type ?? "object"),
      required ? "yes" : "no",
      describe(property),
    ];
    return [row, ...fieldRows(document, items ?? property, kind, within)];
  });
}

function describe({ title, description, writeOnly }: JsonObject): string {
  const texts = [title, description].map((text) => cell(textOf(text ?? "")));
  return [...(writeOnly === true ? ["**Write-only.**"] : []), ...texts].join(" ").trim();
}

/** A text as a cell of a table. */
export const cell = (text: string): string => escapeMarkdown(text.trim());

/** Prints a table. */
export const table = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
