import { fieldsOf, isObject, type Json } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { jsonSchemaOf, requestBodyOf, type Operation } from "../openapi/operations.js";
import { resolve } from "../openapi/references.js";
import { propertiesOf, type BodyKind } from "./http-fields.js";

/** Texts that read better than "string". */
const samples: Readonly<Record<string, string>> = {
  name: "accounts/acme/secrets/db-password",
  keyName: "DB_PASSWORD",
  value: "...",
  nextPageToken: "",
};

/** Makes a body of a schema. A response has no write-only fields. */
export function sampleOf(document: OpenapiDocument, schema: Json, kind: BodyKind, name = ""): Json {
  const resolved = fieldsOf(resolve(document, schema));
  const { items, type } = resolved;
  if (isObject(items)) return [sampleOf(document, items, kind)];
  if (type === "string") return samples[name] ?? "string";
  if (type === "integer" || type === "number") return 1;
  if (type === "boolean") return true;
  return Object.fromEntries(
    propertiesOf(document, schema, kind).map(({ name: field, property }) => [
      field,
      sampleOf(document, property, kind, field),
    ]),
  );
}

/** A request of an operation with curl, which takes the key and the account from the environment. */
export function curlExample(document: OpenapiDocument, operation: Operation): string {
  const { method, path, server } = operation;
  const url = `${server}${path}`
    .replace("{account_id}", "$FIREWORKS_ACCOUNT_ID")
    .replace("{secret_id}", "db-password");
  const { schema } = jsonSchemaOf(requestBodyOf(document, operation)) ?? {};
  const body =
    schema === undefined
      ? []
      : [
          `-H "content-type: application/json"`,
          `-d '${JSON.stringify(sampleOf(document, schema, "request"))}'`,
        ];
  return [
    `curl -X ${method.toUpperCase()} "${url}"`,
    `-H "authorization: Bearer $FIREWORKS_API_KEY"`,
    ...body,
  ].join(" \\\n  ");
}
