import ts from "typescript";
import { brief } from "./change.js";
import type { Difference } from "./wording.js";

interface TypesAtPlace {
  readonly source: ts.Type;
  readonly target: ts.Type;
  readonly path: string;
}

/**
 * Everything that keeps one type from being assignable to another: properties that the target requires,
 * and values that it does not allow. The checker's message names only the first.
 */
export function misfitsOf(checker: ts.TypeChecker, source: ts.Type, target: ts.Type): Difference[] {
  const seen = new Set([source]);
  const found = new Map<string, Difference>();
  const waiting: TypesAtPlace[] = [{ source, target, path: "" }];
  for (const whole of waiting) {
    if (checker.isTypeAssignableTo(whole.source, whole.target)) continue;
    const parts = partsOf(checker, whole);
    const misfits = parts.filter((part) => !checker.isTypeAssignableTo(part.source, part.target));
    const lacking = lackingIn(checker, whole);
    for (const place of lacking) found.set(place, { place, kind: "presence" });
    const isTold = misfits.length + lacking.length > 0 || found.has(whole.path);
    if (!isTold && !isUnknown(whole.source)) found.set(whole.path, valuesAt(checker, whole));
    // A recursive type has been reported at its first occurrence.
    waiting.push(...misfits.filter((part) => !seen.has(part.source)));
    misfits.forEach((part) => seen.add(part.source));
  }
  return [...found.values()];
}

/** The members of a type that another one does not allow. */
function valuesAt(checker: ts.TypeChecker, { source, target, path }: TypesAtPlace): Difference {
  const misfits = membersOf(source).filter((member) => !checker.isTypeAssignableTo(member, target));
  const values = new Set(misfits.map((member) => printed(checker, member)));
  const because = misfits.every(isLiteral)
    ? {}
    : { because: `must be ${printed(checker, target)}` };
  return { place: path, kind: "values", values: [...values], ...because };
}

/** The members of a union; an optional property's type has undefined beside them. */
const membersOf = (type: ts.Type): ts.Type[] =>
  (type.isUnion() ? type.types : [type]).filter(
    (member) => (member.flags & ts.TypeFlags.Undefined) === 0,
  );

function printed(checker: ts.TypeChecker, type: ts.Type): string {
  const text = checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  return isLiteral(type) ? text : brief(text, 60);
}

/** Tells a type that stands for schemas that types cannot express, of which made bodies tell. */
const isUnknown = (type: ts.Type): boolean => (type.flags & ts.TypeFlags.Unknown) !== 0;

const isLiteral = (type: ts.Type): boolean =>
  (type.flags & (ts.TypeFlags.StringLiteral | ts.TypeFlags.NumberLiteral)) !== 0;

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
  const items = inner && outer ? [partOf(checker, inner, outer, at(path, "*"))] : [];
  if (!isPlain(checker, source) || !isPlain(checker, target)) return items;
  const properties = checker.getPropertiesOfType(target).flatMap((property) => {
    const counterpart = checker.getPropertyOfType(source, property.name);
    if (!counterpart) return [];
    const [from, to] = [counterpart, property].map((symbol) => checker.getTypeOfSymbol(symbol));
    return from && to ? [partOf(checker, from, to, at(path, property.name))] : [];
  });
  return [...properties, ...items];
}

/** Ignores null and undefined on both sides, unless they are the only difference. */
function partOf(
  checker: ts.TypeChecker,
  source: ts.Type,
  target: ts.Type,
  path: string,
): TypesAtPlace {
  const [inner, outer] = [source, target].map((type) =>
    isUnknown(type) ? type : checker.getNonNullableType(type),
  );
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

/** The type of an array's items or of an object's additional properties. */
const itemOf = (checker: ts.TypeChecker, type: ts.Type): ts.Type | undefined =>
  checker.getIndexTypeOfType(
    type,
    checker.isArrayLikeType(type) ? ts.IndexKind.Number : ts.IndexKind.String,
  );
