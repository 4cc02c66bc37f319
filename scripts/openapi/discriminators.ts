import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { schemasAt } from "./markers.js";
import { mappedReference } from "./mapped-references.js";

/** An alternative that a tag chooses. */
interface TaggedBranch {
  readonly tags: readonly Json[];
  readonly branch: Json;
}

/** Alternatives of a schema with a discriminator. */
export interface TaggedUnion {
  /** The keyword that has them. */
  readonly keyword: "anyOf" | "oneOf";
  /** Name of the field that has the tag. */
  readonly name: string;
  readonly tagged: readonly TaggedBranch[];
  /** Alternatives without fields, such as `null`. */
  readonly others: readonly Json[];
}

/**
 * The alternatives of a schema by their tags: those of the mapping, or else the values that the branch
 * allows, or else its name.
 *
 * @returns `undefined` if it has no discriminator, or if tags do not tell the branches apart
 */
export function taggedUnion(document: JsonObject, schema: JsonObject): TaggedUnion | undefined {
  const { propertyName, mapping } = fieldsOf(schema["discriminator"]);
  const keyword = (["oneOf", "anyOf"] as const).find((name) => Array.isArray(schema[name]));
  if (typeof propertyName !== "string" || keyword === undefined) return undefined;
  const branches = itemsOf(schema[keyword]);
  const others = branches.filter(isWithoutFields);
  const named = branches.filter((branch) => !isWithoutFields(branch));
  const tagged = tagsOf(document, named, propertyName, fieldsOf(mapping)).map((tags, at) => ({
    tags,
    branch: named[at] ?? true,
  }));
  return areDistinct(tagged.map(({ tags }) => tags))
    ? { keyword, name: propertyName, tagged, others }
    : undefined;
}

const isWithoutFields = (branch: Json): boolean =>
  isObject(branch) && typeof branch["type"] === "string" && branch["type"] !== "object";

function tagsOf(
  document: JsonObject,
  branches: readonly Json[],
  name: string,
  mapping: JsonObject,
): readonly (readonly Json[])[] {
  const mapped = branches.map((branch) => mappedTags(branch, mapping));
  const allowed = branches.map((branch) => allowedTags(document, branch, name));
  const areTold = areDistinct(branches.map((_, at) => pick(mapped[at], allowed[at])));
  return branches.map((branch, at) => {
    const known = pick(mapped[at], areTold ? allowed[at] : undefined);
    if (known.length > 0) return known;
    const [last] = textOf(fieldsOf(branch)["$ref"] ?? "")
      .split("/")
      .slice(-1);
    const isAllowed = (allowed[at] ?? []).length === 0 || allowed[at]?.includes(last ?? "");
    return last === undefined || last === "" || !isAllowed ? [] : [last];
  });
}

const pick = (one: readonly Json[] = [], other: readonly Json[] = []): readonly Json[] =>
  one.length > 0 ? one : other;

const mappedTags = (branch: Json, mapping: JsonObject): string[] =>
  Object.keys(mapping).filter(
    (tag) => mappedReference(textOf(mapping[tag])) === fieldsOf(branch)["$ref"],
  );

/** Values that a branch allows for the tag. */
function allowedTags(document: JsonObject, branch: Json, name: string): Json[] {
  const values = schemasAt(document, branch)
    .flatMap((part) => fieldsOf(part["properties"])[name] ?? [])
    .flatMap((property) => schemasAt(document, property))
    .flatMap(({ const: constant, enum: list }) =>
      constant === undefined ? itemsOf(list) : [constant],
    );
  return [...new Set(values)];
}

/** Each has a tag, and none has one of another. */
function areDistinct(lists: readonly (readonly Json[])[]): boolean {
  const all = lists.flat();
  return (
    lists.length > 0 && lists.every(({ length }) => length > 0) && new Set(all).size === all.length
  );
}
