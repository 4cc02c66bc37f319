import ts from "typescript";
import { firstTime, numbering } from "./first-time.js";

interface TypesAtPlace {
  readonly has: ts.Type;
  /** Types that the place may have become. */
  readonly lacks: readonly ts.Type[];
  readonly path: string;
}

/** Finds the keys that one type has and another has not, at any depth: `tags.*.name`. */
export type KeyComparison = (has: ts.Type, lacks: ts.Type) => readonly string[];

/** Prepares the comparison of keys. Results are cached, since most pairs of types occur more than once. */
export function keyComparison(checker: ts.TypeChecker): KeyComparison {
  const known = new Map<ts.Type, Map<ts.Type, readonly string[]>>();
  return (has, lacks) => {
    const found = known.get(has)?.get(lacks) ?? missingKeys(checker, has, lacks);
    known.set(has, (known.get(has) ?? new Map<ts.Type, readonly string[]>()).set(lacks, found));
    return found;
  };
}

function missingKeys(checker: ts.TypeChecker, has: ts.Type, lacks: ts.Type): string[] {
  const isFirst = firstTime();
  const numberOf = numbering();
  const missing = new Set<string>();
  // Breadth first, so that each key is reported by its shortest path.
  const waiting: TypesAtPlace[] = [{ has, lacks: [lacks], path: "" }];
  for (const place of waiting) {
    if (place.lacks.length === 0) missing.add(place.path);
    const others = place.lacks.flatMap(membersOf).filter(isObject);
    for (const member of membersOf(place.has).filter(isObject)) {
      const counterparts = counterpartsOf(checker, member, others);
      const key = [member, ...counterparts].map(numberOf).join();
      if (counterparts.length === 0 || !isFirst(key)) continue;
      waiting.push(...partsOf(checker, member, counterparts, place.path));
    }
  }
  return [...missing];
}

/** Compares the properties of two types one by one, so that the cache serves each of them. */
export function missingByProperty(
  checker: ts.TypeChecker,
  compare: KeyComparison,
  has: ts.Type,
  lacks: ts.Type,
): string[] {
  return namedProperties(checker, has).flatMap((property) => {
    const [other] = propertyOf(checker, lacks, property.name);
    if (!other) return [property.name];
    return compare(checker.getTypeOfSymbol(property), other).map(
      (path) => `${property.name}.${path}`,
    );
  });
}

/** The parts of a type, each with its counterparts in other types. */
function partsOf(
  checker: ts.TypeChecker,
  type: ts.Type,
  counterparts: readonly ts.Type[],
  path: string,
): TypesAtPlace[] {
  const at = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const parts = namedProperties(checker, type).map((property) => ({
    has: checker.getTypeOfSymbol(property),
    lacks: counterparts.flatMap((other) => propertyOf(checker, other, property.name)),
    path: at(property.name),
  }));
  const item = itemOf(checker, type);
  if (!item) return parts;
  const lacks = counterparts.flatMap((other) => itemOf(checker, other) ?? []);
  // If it is no longer an array, the assignment has failed already.
  const isFree = checker.getIndexTypeOfType(type, ts.IndexKind.String) !== undefined;
  return lacks.length > 0 || isFree ? [...parts, { has: item, lacks, path: at("*") }] : parts;
}

const membersOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);

const isObject = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;

/**
 * The union members that a type may have become: those that it is assignable to, or all if there is none.
 */
function counterpartsOf(
  checker: ts.TypeChecker,
  type: ts.Type,
  others: readonly ts.Type[],
): readonly ts.Type[] {
  if (others.length < 2) return others;
  const fitting = others.filter((other) => checker.isTypeAssignableTo(type, other));
  return fitting.length > 0 ? fitting : others;
}

/** The properties that come from a schema: neither those of arrays nor `never` properties. */
function namedProperties(checker: ts.TypeChecker, type: ts.Type): ts.Symbol[] {
  if (checker.isArrayLikeType(type)) return [];
  return checker.getPropertiesOfType(type).filter((property) => !isNever(checker, property));
}

/** Tells a `never` property: generated types declare absent parameters as `query?: never`. */
function isNever(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
  return (type.flags & ts.TypeFlags.Never) !== 0;
}

function propertyOf(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Type[] {
  const isArray = checker.isArrayLikeType(type);
  const symbol = isArray ? undefined : checker.getPropertyOfType(type, name);
  if (symbol) return isNever(checker, symbol) ? [] : [checker.getTypeOfSymbol(symbol)];
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return index ? [index] : [];
}

/** The type of an array's items or of an object's additional properties. */
function itemOf(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  return (
    checker.getIndexTypeOfType(type, ts.IndexKind.Number) ??
    checker.getIndexTypeOfType(type, ts.IndexKind.String)
  );
}
