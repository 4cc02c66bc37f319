import { lookUp } from "./references.js";
import {
  DocumentError,
  fieldsOf,
  isObject,
  itemsOf,
  type Json,
  type JsonObject,
} from "./openapi-document.js";

/** What a schema says of a place in the data, beyond its type. */
export interface Finding {
  /** Property names from the outside in; `*` stands for each item or further property. */
  readonly path: readonly string[];
  /** The same for a reader, with the branches of `oneOf` and the like told apart. */
  readonly place: string;
  readonly keywords: JsonObject;
}

/** Keywords that narrow what is valid and that TypeScript's types do not see. */
const constraintKeywords = [
  "contentEncoding",
  "contentMediaType",
  "deprecated",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "format",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "multipleOf",
  "pattern",
  "uniqueItems",
] as const;

/** Finds what the schemas of one document say, each referenced schema once. */
export function schemaFindings(document: JsonObject): (schema: Json | undefined) => Finding[] {
  const known = new Map<string, Finding[]>();
  const open = new Set<string>();
  const recursive = new Set<string>();

  const findIn = (schema: Json | undefined): Finding[] => {
    if (!isObject(schema)) return [];
    const reference = schema["$ref"];
    return [
      ...(typeof reference === "string" ? findAt(reference) : []),
      ...own(schema),
      ...parts(schema).flatMap(({ segment, place, part }) =>
        findIn(part).map((finding) => inside(finding, segment, place)),
      ),
    ];
  };

  const findAt = (reference: string): Finding[] => {
    const found = known.get(reference);
    if (found) return found;
    if (open.has(reference)) {
      recursive.add(reference);
      return [];
    }
    open.add(reference);
    const findings = findIn(lookUp(document, reference));
    open.delete(reference);
    refuseEndless(reference, findings);
    known.set(reference, findings);
    return findings;
  };

  const refuseEndless = (reference: string, findings: readonly Finding[]): void => {
    const writeOnly = findings.find(({ keywords }) => keywords["writeOnly"] === true);
    if (!recursive.has(reference) || !writeOnly) return;
    throw new DocumentError(
      `expected write-only fields at a fixed depth, found ${writeOnly.place} in ${reference}, which holds itself`,
    );
  };

  return findIn;
}

function own(schema: JsonObject): Finding[] {
  const keywords: Record<string, Json> = {};
  for (const keyword of constraintKeywords) {
    const value = schema[keyword];
    if (value !== undefined) keywords[keyword] = value;
  }
  if (schema["writeOnly"] === true) keywords["writeOnly"] = true;
  if (schema["additionalProperties"] === false) keywords["additionalProperties"] = false;
  return Object.keys(keywords).length === 0 ? [] : [{ path: [], place: "", keywords }];
}

interface Part {
  /** What the part adds to the path; nothing for a branch, which is about the same place. */
  readonly segment: readonly string[];
  readonly place: string;
  readonly part: Json | undefined;
}

function parts(schema: JsonObject): Part[] {
  const properties = Object.entries(fieldsOf(schema["properties"])).map(([name, part]) => ({
    segment: [name],
    place: `/${name}`,
    part,
  }));
  const anyMember = ["items", "additionalProperties", "unevaluatedProperties"].map((keyword) => ({
    segment: ["*"],
    place: "/*",
    part: schema[keyword],
  }));
  const branches = ["allOf", "oneOf", "anyOf"].flatMap((keyword) =>
    itemsOf(schema[keyword]).map((part, index) => ({
      segment: [],
      place: keyword === "allOf" ? "" : `(${keyword} ${index + 1})`,
      part,
    })),
  );
  return [...properties, ...anyMember, ...branches];
}

function inside(finding: Finding, segment: readonly string[], place: string): Finding {
  return {
    path: [...segment, ...finding.path],
    place: place + finding.place,
    keywords: finding.keywords,
  };
}
