import type { JsonObject } from "../../../scripts/lib/json.js";
import { parseOpenapi, type OpenapiDocument } from "../../../scripts/openapi/document.js";
import type { Side } from "../../../scripts/openapi/markers.js";
import { sharedSchemas } from "./schema-pairs.js";

/** A document with one operation, whose request or response has this schema. */
export function documentWithSchema(
  side: Side,
  { schema, schemas = {} }: { readonly schema: JsonObject; readonly schemas?: JsonObject },
): OpenapiDocument {
  const body = { content: { "application/json": { schema } } };
  const operation = {
    operationId: "CreateThing",
    ...(side === "request" && { requestBody: { required: true, ...body } }),
    responses: { 200: { description: "", ...(side === "response" && body) } },
  };
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: { "/things": { post: operation } },
    components: { schemas: { ...sharedSchemas, ...schemas } },
  };
  return parseOpenapi(JSON.stringify(document));
}
