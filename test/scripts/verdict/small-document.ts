import type { Json, JsonObject } from "../../../scripts/lib/json.js";
import { parseOpenapi, type OpenapiDocument } from "../../../scripts/openapi/document.js";
import type { Side } from "../../../scripts/openapi/markers.js";
import { sharedSchemas } from "./schema-pairs.js";

/** A document with one operation, whose request or response has this schema. */
export function documentWithSchema(
  side: Side,
  schema: JsonObject,
  {
    contentType = "application/json",
    status = "200",
    schemas = {},
    openapi = "3.1.0",
  }: {
    readonly contentType?: string;
    readonly status?: string;
    readonly schemas?: JsonObject;
    readonly openapi?: string;
  } = {},
): OpenapiDocument {
  const body = { content: { [contentType]: { schema } } };
  return documentWithOperation(
    {
      ...(side === "request" && { requestBody: { required: true, ...body } }),
      responses: { [status]: { description: "", ...(side === "response" && body) } },
    },
    { openapi, components: { schemas: { ...sharedSchemas, ...schemas } } },
  );
}

/** A document with one operation. */
export function documentWithOperation(
  operation: { readonly [name: string]: Json },
  rest: { readonly [name: string]: Json } = {},
): OpenapiDocument {
  const document = {
    openapi: "3.1.0",
    info: { title: "Things", version: "1.0.0" },
    paths: { "/things": { post: { operationId: "CreateThing", ...operation } } },
    ...rest,
  };
  return parseOpenapi(JSON.stringify(document));
}
