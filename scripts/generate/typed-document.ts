import {
  fieldsOf,
  isObject,
  itemsOf,
  textOf,
  without,
  type Json,
  type JsonObject,
} from "../lib/json.js";
import { withoutCircles } from "../openapi/circles.js";
import { mappedReference } from "../openapi/mapped-references.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { mapParts, type PartKind } from "../openapi/document-parts.js";
import { isIgnored, operationsOf, schemasOf } from "../openapi/operations.js";
import { resolve } from "../openapi/references.js";
import { encodeName, nameEncoder, type NameEncoder } from "./encoded-names.js";
import { schemaRewriter, type RewriteSchema } from "./typed-schemas.js";

/**
 * Copies a document into a form that openapi-typescript understands: each operation with an id, names
 * without characters that it takes for parts of a reference, and schemas as `schemaRewriter` makes them.
 * Whatever is neither type nor prose is left out, since it would follow references in it.
 */
export function typedDocument(original: OpenapiDocument): Json {
  const document = withoutCircles(original);
  const names = nameEncoder(document);
  const convert = partConverter(document, names, schemaRewriter(document));
  const copy = fieldsOf(convert("document", withIds(document)));
  const components = fieldsOf(copy["components"]);
  const schemas = new Map(Object.entries(fieldsOf(components["schemas"])));
  // Converting one may hoist the next.
  for (const [name, schema] of names.hoisted) schemas.set(name, convert("schema", schema));
  return {
    ...copy,
    // openapi-typescript does not know 3.2, of which nothing is used that 3.1 lacks.
    openapi: document.openapi.startsWith("3.0.") ? document.openapi : "3.1.0",
    components: { ...components, schemas: Object.fromEntries(schemas) },
  };
}

/** Gives each operation its id, at the path itself. */
function withIds(document: OpenapiDocument): JsonObject {
  const paths = new Map(
    Object.entries(document.paths).map(([path, item]) => [path, fieldsOf(resolve(document, item))]),
  );
  for (const { path, method, id, fields } of operationsOf(document)) {
    paths.set(path, { ...paths.get(path), [method]: { ...fields, operationId: id } });
  }
  return { ...document, paths: Object.fromEntries(paths) };
}

const examples = ["example", "examples"];

/** Fields that are data, by the kind of the object. */
const data: Partial<Record<PartKind, readonly string[]>> = {
  components: ["examples", "links", "callbacks"],
  media: examples,
  operation: ["callbacks"],
  withContent: [...examples, "links"],
};

function partConverter(
  document: OpenapiDocument,
  names: NameEncoder,
  rewrite: RewriteSchema,
): (kind: PartKind, value: Json) => Json {
  const convert = (kind: PartKind, value: Json): Json => {
    if (!isObject(value)) return value;
    const part = kind === "schema" ? rewrite(value) : withParameters(document, value);
    const extensions = Object.keys(part).filter((name) => name.startsWith("x-"));
    const kept = without(part, [...(data[kind] ?? []), ...extensions]);
    return withNames(fieldsOf(mapParts({ kind, value: kept }, convert)), kind, names);
  };
  return convert;
}

/** Leaves out headers that are no parameters, and types those with content by its schema. */
function withParameters(document: OpenapiDocument, part: JsonObject): JsonObject {
  if (!Array.isArray(part["parameters"])) return part;
  const parameters = itemsOf(part["parameters"])
    .filter((item) => !isIgnored(fieldsOf(resolve(document, item))))
    .map((item) => {
      const parameter = fieldsOf(resolve(document, item));
      const [content] = schemasOf(parameter);
      if (!content) return item;
      return { ...without(parameter, ["content"]), schema: content.schema };
    });
  return { ...part, parameters };
}

/** Encodes the names that a part gives to others, and those that it refers to. */
function withNames(part: JsonObject, kind: PartKind, names: NameEncoder): JsonObject {
  const { $ref: reference, operationId, discriminator, title, summary } = part;
  const isHolder = kind === "components" || kind === "document";
  return {
    ...(isHolder ? withEncodedKeys(part) : part),
    ...(typeof reference === "string" && { $ref: names.reference(kind, reference) }),
    ...(typeof operationId === "string" && { operationId: encodeName(operationId) }),
    ...(isObject(discriminator) && { discriminator: withMapping(discriminator, names) }),
    // Unquoted, they may be numbers.
    ...(title !== undefined && { title: textOf(title) }),
    ...(summary !== undefined && { summary: textOf(summary) }),
  };
}

const withEncodedKeys = (holder: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(holder).map(([field, held]) => [
      field,
      ["info", "openapi"].includes(field) || !isObject(held)
        ? held
        : Object.fromEntries(Object.entries(held).map(([name, part]) => [encodeName(name), part])),
    ]),
  );

function withMapping({ mapping, ...rest }: JsonObject, names: NameEncoder): JsonObject {
  if (!isObject(mapping)) return rest;
  const entries = Object.entries(mapping).map(([tag, value]) => [
    tag,
    names.reference("schema", mappedReference(textOf(value))),
  ]);
  return { ...rest, mapping: Object.fromEntries(entries) };
}
