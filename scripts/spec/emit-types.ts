import openapiTS, { astToString } from "openapi-typescript";
import { markedFields, type Marker } from "./markers.js";
import {
  DocumentError,
  fieldsOf,
  isObject,
  itemsOf,
  type Json,
  type JsonObject,
  type OpenapiDocument,
} from "./openapi-document.js";

/**
 * Writes the types of a document.
 *
 * @param readWriteMarkers whether read- and write-only fields are marked, as the client needs it
 * @throws DocumentError when openapi-typescript refuses the document
 */
export async function emitTypes(
  document: OpenapiDocument,
  readWriteMarkers: boolean,
): Promise<string> {
  const input = readWriteMarkers ? withMarkersInPlace(document) : document;
  try {
    // openapi-typescript changes what it is given: a text stays as it is.
    const nodes = await openapiTS(JSON.stringify(input), {
      readWriteMarkers,
      silent: true,
      // A default is what the server assumes, it puts no field into what it sends or asks for.
      defaultNonNullable: false,
    });
    return astToString(nodes);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DocumentError(`expected a document that has types, found: ${reason}`, { cause });
  }
}

/** openapi-typescript looks for a marker beside a `$ref`, not where that leads. */
function withMarkersInPlace(document: OpenapiDocument): Json {
  const fields = (["readOnly", "writeOnly"] as const).map(
    (marker) => [marker, markedFields(document, marker)] as const,
  );
  const markersOf = (property: JsonObject): Partial<Record<Marker, true>> =>
    Object.fromEntries(
      fields.filter(([, { isMarked }]) => isMarked(property)).map(([marker]) => [marker, true]),
    );
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return itemsOf(value).map(visit);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([name, part]): [string, Json] => [
      name,
      name === "properties" ? markedProperties(fieldsOf(part)) : visit(part),
    ]);
    return Object.fromEntries(entries);
  };
  const markedProperties = (properties: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [
        name,
        isObject(property) ? { ...fieldsOf(visit(property)), ...markersOf(property) } : property,
      ]),
    );
  return visit(document);
}
