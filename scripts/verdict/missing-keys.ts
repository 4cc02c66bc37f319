import ts from "typescript";

/** The keys that one type has and another has not, at any depth: `body.tags.*.name`. */
export function missingKeys(checker: ts.TypeChecker, has: ts.Type, lacks: ts.Type): string[] {
  const seen = new Map<ts.Type, Set<ts.Type>>();
  const missing = new Set<string>();

  const compare = (one: ts.Type, other: ts.Type, path: string): void => {
    if (seen.get(one)?.has(other)) return;
    seen.set(one, (seen.get(one) ?? new Set()).add(other));
    const [ones, others] = [membersOf(one), membersOf(other)];
    // A union's members are compared with all of the other's: which is which nobody knows.
    for (const member of ones) {
      for (const symbol of namedProperties(checker, member)) {
        const counterparts = others.flatMap((candidate) =>
          propertyOf(checker, candidate, symbol.name),
        );
        const place = path === "" ? symbol.name : `${path}.${symbol.name}`;
        if (isNever(checker, symbol)) continue;
        if (counterparts.length === 0 && others.some(isObject)) missing.add(place);
        for (const counterpart of counterparts) {
          compare(checker.getTypeOfSymbol(symbol), counterpart, place);
        }
      }
      const items = itemOf(checker, member);
      for (const counterpart of items
        ? others.flatMap((type) => itemOf(checker, type) ?? [])
        : []) {
        if (items) compare(items, counterpart, `${path}.*`);
      }
    }
  };

  compare(has, lacks, "");
  return [...missing];
}

const membersOf = (type: ts.Type): ts.Type[] => (type.isUnion() ? type.types : [type]);

const isObject = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;

/** The properties that a schema gave it, not those of arrays or texts. */
function namedProperties(checker: ts.TypeChecker, type: ts.Type): ts.Symbol[] {
  if (!isObject(type) || checker.isArrayType(type) || checker.isTupleType(type)) return [];
  return checker.getPropertiesOfType(type);
}

/** Generated types name what is not there: `query?: never`. */
function isNever(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  const type = checker.getNonNullableType(checker.getTypeOfSymbol(symbol));
  return (type.flags & ts.TypeFlags.Never) !== 0;
}

function propertyOf(checker: ts.TypeChecker, type: ts.Type, name: string): ts.Type[] {
  const symbol = namedProperties(checker, type).find((property) => property.name === name);
  if (symbol) return isNever(checker, symbol) ? [] : [checker.getTypeOfSymbol(symbol)];
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String);
  return index ? [index] : [];
}

/** What an array's items, or an object's further properties, are. */
function itemOf(checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined {
  if (!isObject(type)) return undefined;
  return (
    checker.getIndexTypeOfType(type, ts.IndexKind.Number) ??
    checker.getIndexTypeOfType(type, ts.IndexKind.String)
  );
}
