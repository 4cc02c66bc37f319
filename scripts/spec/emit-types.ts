import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
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

/** The types of a document, as TypeScript. */
export interface EmittedTypes {
  /** With read- and write-only fields marked, as the client needs it. */
  readonly marked: string;
  /** Without markers, for those who use the package as their type reference. */
  readonly plain: string;
}

/**
 * Writes the types of a document.
 *
 * @throws DocumentError when openapi-typescript refuses the document
 */
export async function emitTypes(document: OpenapiDocument): Promise<EmittedTypes> {
  const nodes = await typesOf(withMarkersInPlace(document));
  // A second run would take as long as the first.
  return { marked: astToString(nodes), plain: astToString(withoutMarkers(nodes)) };
}

/**
 * Writes the marked types alone.
 *
 * @throws DocumentError when openapi-typescript refuses the document
 */
export async function emitMarkedTypes(document: OpenapiDocument): Promise<string> {
  return astToString(await typesOf(withMarkersInPlace(document)));
}

async function typesOf(input: Json): Promise<ts.Node[]> {
  if (!isInput(input)) throw new DocumentError("expected an OpenAPI document, found none");
  try {
    return await openapiTS(input, {
      readWriteMarkers: true,
      silent: true,
      // A default is what the server assumes, it puts no field into what it sends or asks for.
      defaultNonNullable: false,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DocumentError(`expected a document that has types, found: ${reason}`, { cause });
  }
}

/** openapi-typescript checks the rest of what it is given itself. */
const isInput = (value: unknown): value is OpenAPI3 =>
  typeof value === "object" && value !== null && "openapi" in value;

const markerNames = ["$Read", "$Write"];
const helperNames = new Set([...markerNames, "Readable", "Writable"]);

/** The same types without markers; what is read-only cannot be assigned. */
function withoutMarkers(nodes: readonly ts.Node[]): ts.Node[] {
  const kept = nodes.filter(
    (node) => !(ts.isTypeAliasDeclaration(node) && helperNames.has(node.name.text)),
  );
  return ts.transform(kept, [unmark]).transformed;
}

const unmark: ts.TransformerFactory<ts.Node> = (context) => {
  const visit = (node: ts.Node): ts.Node => {
    const inner = markedBy(markerNames, node);
    if (inner) return ts.visitNode(inner, visit);
    const visited = ts.visitEachChild(node, visit, context);
    const isReadOnly = ts.isPropertySignature(node) && markedBy(["$Read"], node.type);
    return isReadOnly && ts.isPropertySignature(visited) ? asReadOnly(visited) : visited;
  };
  return visit;
};

/** What stands in a marker: the `string` of `$Write<string>`. */
function markedBy(markers: readonly string[], node: ts.Node | undefined): ts.TypeNode | undefined {
  return node &&
    ts.isTypeReferenceNode(node) &&
    ts.isIdentifier(node.typeName) &&
    markers.includes(node.typeName.text)
    ? node.typeArguments?.[0]
    : undefined;
}

function asReadOnly(property: ts.PropertySignature): ts.PropertySignature {
  const { name, questionToken, type } = property;
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ReadonlyKeyword)];
  // An update keeps the comment.
  return ts.factory.updatePropertySignature(property, modifiers, name, questionToken, type);
}

/**
 * A copy, for openapi-typescript changes what it is given; with markers where it looks for them: beside
 * a `$ref`, not where that leads.
 */
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
