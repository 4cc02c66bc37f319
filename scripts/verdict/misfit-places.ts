import ts from "typescript";

interface TypesAtPlace {
  readonly source: ts.Type;
  readonly target: ts.Type;
  readonly path: string;
}

/**
 * Paths at which one type is not assignable to another: `body.limits.cores`. The checker's message names
 * only the first.
 */
export function misfitPlaces(checker: ts.TypeChecker, source: ts.Type, target: ts.Type): string[] {
  const seen = new Set([source]);
  const places: string[] = [];
  const waiting: TypesAtPlace[] = [{ source, target, path: "" }];
  for (const whole of waiting) {
    if (checker.isTypeAssignableTo(whole.source, whole.target)) continue;
    const parts = partsOf(checker, whole);
    const misfits = parts.filter((part) => !checker.isTypeAssignableTo(part.source, part.target));
    const lacking = lackingIn(checker, whole);
    if (misfits.length + lacking.length === 0) places.push(whole.path);
    places.push(...lacking.filter((name) => !misfits.some(({ path }) => path === name)));
    // A recursive type has been reported at its first occurrence.
    waiting.push(...misfits.filter((part) => !seen.has(part.source)));
    misfits.forEach((part) => seen.add(part.source));
  }
  return [...new Set(places)];
}

/** Required properties that the source lacks or has as optional. */
function lackingIn(checker: ts.TypeChecker, { source, target, path }: TypesAtPlace): string[] {
  if (!isPlain(checker, source) || !isPlain(checker, target)) return [];
  return checker
    .getPropertiesOfType(target)
    .filter((property) => !isOptional(property))
    .filter(({ name }) => {
      const counterpart = checker.getPropertyOfType(source, name);
      return !counterpart || isOptional(counterpart);
    })
    .map(({ name }) => at(path, name));
}

function partsOf(checker: ts.TypeChecker, { source, target, path }: TypesAtPlace): TypesAtPlace[] {
  const [inner, outer] = [itemOf(checker, source), itemOf(checker, target)];
  if (inner && outer) return [partOf(checker, inner, outer, at(path, "*"))];
  if (!isPlain(checker, source) || !isPlain(checker, target)) return [];
  return checker.getPropertiesOfType(target).flatMap((property) => {
    const counterpart = checker.getPropertyOfType(source, property.name);
    if (!counterpart) return [];
    const [from, to] = [counterpart, property].map((symbol) => checker.getTypeOfSymbol(symbol));
    return from && to ? [partOf(checker, from, to, at(path, property.name))] : [];
  });
}

/** Ignores null and undefined on both sides, unless they are the only difference. */
function partOf(
  checker: ts.TypeChecker,
  source: ts.Type,
  target: ts.Type,
  path: string,
): TypesAtPlace {
  const [inner, outer] = [source, target].map((type) => checker.getNonNullableType(type));
  return inner && outer && !checker.isTypeAssignableTo(inner, outer)
    ? { source: inner, target: outer, path }
    : { source, target, path };
}

const at = (path: string, name: string): string => (path === "" ? name : `${path}.${name}`);

const isOptional = (symbol: ts.Symbol): boolean => (symbol.flags & ts.SymbolFlags.Optional) !== 0;

/** Tells an object type that is neither a union nor an array. */
const isPlain = (checker: ts.TypeChecker, type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0 &&
  !checker.isArrayLikeType(type);

const itemOf = (checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined =>
  checker.isArrayType(type) ? checker.getIndexTypeOfType(type, ts.IndexKind.Number) : undefined;
