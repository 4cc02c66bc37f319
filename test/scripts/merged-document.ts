import { fieldsOf, type Json, type JsonObject } from "../../scripts/lib/json.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";

/**
 * Writes a document's contract down as the vendor's merged document does: `servers` at the path,
 * `security` at the operation, other tags, and many more operations with schemas of their own.
 *
 * @param yaml a document with `servers` and `security` at its root
 * @param others how many operations there are besides
 */
export function mergedForm(yaml: string, others = 40): JsonObject {
  const { servers = [], security = [], paths, components, ...root } = parseOpenapi(yaml);
  const schemas = fieldsOf(fieldsOf(components)["schemas"]);
  const numbers = Array.from({ length: others }, (_, index) => index);
  const [before, after] = [numbers.slice(0, others / 2), numbers.slice(others / 2)];
  return {
    paths: {
      ...Object.fromEntries(before.map((at) => otherPath(at, servers, security))),
      ...mapped(paths, (item) => ({ servers, ...mapped(item, withOwn(security)) })),
      ...Object.fromEntries(after.map((at) => otherPath(at, servers, security))),
    },
    ...root,
    externalDocs: { url: "https://docs.example" },
    tags: [{ name: "Secrets", description: "All about secrets." }, { name: "Models" }],
    components: {
      ...fieldsOf(components),
      schemas: {
        ...Object.fromEntries(before.map(otherSchema)),
        ...mapped(schemas, (schema) => schema),
        ...Object.fromEntries(after.map(otherSchema)),
      },
      securitySchemes: {
        ...fieldsOf(fieldsOf(components)["securitySchemes"]),
        SessionCookie: { type: "apiKey", in: "cookie", name: "session" },
      },
      responses: { NotFound: { description: "There is none." } },
    },
  };
}

const withOwn =
  (security: Json) =>
  (operation: JsonObject): JsonObject => ({ ...operation, tags: ["Secrets"], security });

function otherPath(at: number, servers: Json, security: Json): [string, JsonObject] {
  const model = { "application/json": { schema: { $ref: `#/components/schemas/model${at}` } } };
  const operation = {
    tags: ["Models"],
    operationId: `Gateway_GetModel${at}`,
    security: at === 0 ? [{ SessionCookie: [] }] : security,
    responses: {
      200: { description: "A successful response.", content: model },
      404: { $ref: "#/components/responses/NotFound" },
    },
  };
  return [`/v1/models${at}`, { servers, get: operation }];
}

/** Each refers to the next, and the secret's schema is one that others refer to. */
const otherSchema = (at: number): [string, JsonObject] => [
  `model${at}`,
  {
    type: "object",
    properties: {
      next: { $ref: `#/components/schemas/model${at === 0 ? 0 : at - 1}` },
      options: { type: "object", properties: {} },
    },
  },
];

const mapped = (holder: Json, change: (part: JsonObject) => JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(fieldsOf(holder)).map(([name, part]) => [name, change(fieldsOf(part))]),
  );
