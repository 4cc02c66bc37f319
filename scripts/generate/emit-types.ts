import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import ts from "typescript";
import { CommandError } from "../lib/command-error.js";
import type { Json } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { decodeNames } from "./encoded-names.js";
import { typedDocument } from "./typed-document.js";

/** TypeScript types of a document. */
export interface EmittedTypes {
  /** With markers on read- and write-only fields, for the client. */
  readonly marked: string;
  /** Without markers, for users of the types alone. */
  readonly plain: string;
}

/**
 * Generates the types of a document.
 *
 * @throws CommandError when openapi-typescript refuses the document
 */
export async function emitTypes(document: OpenapiDocument): Promise<EmittedTypes> {
  const nodes = await typesOf(typedDocument(document));
  // Transforming is cheap; a second run would take as long as the first.
  return { marked: textOfTypes(nodes), plain: textOfTypes(withoutMarkers(nodes)) };
}

/** Types of each side: requests without read-only fields, responses without write-only fields. */
export interface SideTypes {
  readonly request: string;
  readonly response: string;
}

/**
 * Generates the types of a document for each side, with that side's fields only and without markers.
 *
 * @throws CommandError when openapi-typescript refuses the document
 */
export async function emitSideTypes(document: OpenapiDocument): Promise<SideTypes> {
  const nodes = await typesOf(typedDocument(document));
  return {
    request: textOfTypes(withoutMarkers(nodes, "$Read")),
    response: textOfTypes(withoutMarkers(nodes, "$Write")),
  };
}

async function typesOf(input: Json): Promise<ts.Node[]> {
  if (!isInput(input)) throw new CommandError("expected an OpenAPI document, found none");
  try {
    return await openapiTS(input, {
      readWriteMarkers: true,
      silent: true,
      // A default is the server's assumption: neither side is sure to send the field.
      defaultNonNullable: false,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(
      `expected a document that openapi-typescript accepts, found: ${reason}`,
      { cause },
    );
  }
}

const textOfTypes = (nodes: readonly ts.Node[]): string => decodeNames(astToString([...nodes]));

/** openapi-typescript checks everything else itself. */
const isInput = (value: unknown): value is OpenAPI3 =>
  typeof value === "object" && value !== null && "openapi" in value;

type MarkerName = "$Read" | "$Write";
const markerNames: readonly MarkerName[] = ["$Read", "$Write"];
const helperNames = new Set<string>([...markerNames, "Readable", "Writable"]);

/** Removes the markers, and the fields marked with `absent`. */
function withoutMarkers(nodes: readonly ts.Node[], absent?: MarkerName): ts.Node[] {
  const kept = nodes.filter(
    (node) => !(ts.isTypeAliasDeclaration(node) && helperNames.has(node.name.text)),
  );
  return ts.transform(kept, [unmark(absent)]).transformed;
}

const unmark =
  (absent: MarkerName | undefined): ts.TransformerFactory<ts.Node> =>
  (context) => {
    const visit = (node: ts.Node): ts.Node | undefined => {
      const marked = markedBy(node);
      if (marked) return ts.visitNode(marked.type, visit);
      const marker = ts.isPropertySignature(node) ? markedBy(node.type)?.marker : undefined;
      if (marker !== undefined && marker === absent) return undefined;
      const visited = ts.visitEachChild(node, visit, context);
      return marker === "$Read" && ts.isPropertySignature(visited) ? asReadOnly(visited) : visited;
    };
    return (node) => visit(node) ?? node;
  };

/** Marker and inner type of `$Write<string>`. */
function markedBy(
  node: ts.Node | undefined,
): { readonly marker: MarkerName; readonly type: ts.TypeNode } | undefined {
  if (!node || !ts.isTypeReferenceNode(node) || !ts.isIdentifier(node.typeName)) return undefined;
  const { text } = node.typeName;
  const marker = markerNames.find((name) => name === text);
  const [type] = node.typeArguments ?? [];
  return marker && type && { marker, type };
}

/** Adds `readonly` to a property. */
function asReadOnly(property: ts.PropertySignature): ts.PropertySignature {
  const { name, questionToken, type } = property;
  const modifiers = [ts.factory.createModifier(ts.SyntaxKind.ReadonlyKeyword)];
  // Updating, unlike creating, keeps the comment.
  return ts.factory.updatePropertySignature(property, modifiers, name, questionToken, type);
}
