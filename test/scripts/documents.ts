import type { Json, JsonObject } from "../../scripts/lib/json.js";
import { parseOpenapi, type OpenapiDocument } from "../../scripts/openapi/document.js";

/** A document with one operation, `createThing`, that takes and returns `#/components/schemas/thing`. */
export function documentWith(
  schemas: { readonly [name: string]: Json },
  overrides: { readonly [name: string]: Json } = {},
): OpenapiDocument {
  return parseOpenapi(JSON.stringify({ ...base, components: { schemas }, ...overrides }));
}

const body: Json = {
  content: { "application/json": { schema: { $ref: "#/components/schemas/thing" } } },
};

/** An operation that takes and returns `#/components/schemas/thing`. */
export const thingOperation = {
  operationId: "createThing",
  requestBody: { required: true, ...body },
  responses: { 200: { description: "Done.", ...body } },
};

const base: JsonObject = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.2.3" },
  servers: [{ url: "https://things.example" }],
  paths: { "/things": { post: thingOperation } },
};

/** Few lines of YAML that grow beyond any memory when their aliases are followed. */
export function aliasBomb(): string {
  const lines = Array.from({ length: 30 }, (_, level) => {
    const last = `*level${level - 1}`;
    return `level${level}: &level${level} [${level === 0 ? "x, x" : [last, last, last].join(", ")}]\n`;
  });
  return lines.join("");
}
