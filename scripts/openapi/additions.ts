import { fieldsOf, isObject, type Json, type JsonObject } from "../lib/json.js";
import { partsOf, type DocumentPart } from "./document-parts.js";
import { pointerSegment } from "./references.js";

/** Something that OpenAPI 3.2 added to 3.1, and that 3.1 has no words for. */
export interface Addition {
  /** Its name. */
  readonly what: string;
  readonly pointer: string;
}

/** Names of new fields by the kind of object that they are in. */
const newFields: Partial<Record<DocumentPart["kind"], readonly string[]>> = {
  document: ["$self"],
  components: ["mediaTypes"],
  pathItem: ["query", "additionalOperations"],
  media: ["itemSchema", "itemEncoding", "prefixEncoding"],
  encoding: ["encoding", "itemEncoding", "prefixEncoding"],
};

/** The first thing in a document that is new in OpenAPI 3.2. New fields for prose alone count as prose. */
export function firstAddition(document: JsonObject): Addition | undefined {
  for (const part of partsOf(document)) {
    const found = additionIn(part);
    if (found) return found;
  }
  return additionInSecurity(document);
}

function additionIn({ kind, value, pointer }: DocumentPart): Addition | undefined {
  if (!isObject(value)) return undefined;
  const field = newFields[kind]?.find((name) => value[name] !== undefined);
  if (field !== undefined) return { what: `"${field}"`, pointer: `${pointer}/${field}` };
  if (kind === "withContent" && value["in"] === "querystring") {
    return { what: "a parameter in the querystring", pointer };
  }
  if (kind === "withContent" && value["in"] === "cookie" && value["style"] === "cookie") {
    return { what: 'the style "cookie"', pointer };
  }
  if (kind === "media" && typeof value["$ref"] === "string") {
    return { what: "a reference to a media type", pointer };
  }
  return kind === "schema" ? additionInSchema(value, pointer) : undefined;
}

function additionInSchema(schema: JsonObject, pointer: string): Addition | undefined {
  const { discriminator, xml } = schema;
  if (fieldsOf(discriminator)["defaultMapping"] !== undefined) {
    return { what: '"defaultMapping"', pointer: `${pointer}/discriminator/defaultMapping` };
  }
  return fieldsOf(xml)["nodeType"] === undefined
    ? undefined
    : { what: '"nodeType"', pointer: `${pointer}/xml/nodeType` };
}

function additionInSecurity({ components }: JsonObject): Addition | undefined {
  const schemes = Object.entries(fieldsOf(fieldsOf(components)["securitySchemes"]));
  const found = schemes.find(([, scheme]) => usesDevice(scheme));
  const [name = ""] = found ?? [];
  return (
    found && {
      what: "the OAuth 2 device flow",
      pointer: `#/components/securitySchemes/${pointerSegment(name)}`,
    }
  );
}

const usesDevice = (scheme: Json): boolean =>
  fieldsOf(fieldsOf(scheme)["flows"])["deviceAuthorization"] !== undefined;
