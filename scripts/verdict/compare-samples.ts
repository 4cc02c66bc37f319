import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import { fieldsOf, isObject, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Side } from "../openapi/markers.js";
import { brief, type Change } from "./change.js";
import { changedComponents } from "./changed-part.js";
import type { Pair } from "./pair.js";
import type { Definitions } from "./sample-alternatives.js";
import { samplesOf } from "./sample-bodies.js";
import type { SchemaPair } from "./schema-pair.js";
import { sideValidators } from "./side-validators.js";
import { changesOf, type Difference } from "./wording.js";

/** Bodies made from a schema. They differ from each other in one place, so that more find little more. */
const mostSamples = 300;

/**
 * Asks the validators: bodies that today's document allows are judged by tomorrow's validator, and
 * tomorrow's by today's. This finds what neither types nor rules know of.
 *
 * @returns the changes of each pair, in order
 */
export function compareSamples(
  documents: Pair<OpenapiDocument>,
  pairs: readonly SchemaPair[],
): Change[][] {
  const compare = {
    request: sideComparison(documents, "request", pairs),
    response: sideComparison(documents, "response", pairs),
  };
  return pairs.map((pair) => compare[pair.side](pair));
}

function sideComparison(
  documents: Pair<OpenapiDocument>,
  side: Side,
  all: readonly SchemaPair[],
): (pair: SchemaPair) => Change[] {
  const pairs = all.filter((pair) => pair.side === side);
  if (pairs.length === 0) return () => [];
  const from = sideValidators(
    documents.from,
    side,
    pairs.map((pair) => pair.from),
  );
  const to = sideValidators(
    documents.to,
    side,
    pairs.map((pair) => pair.to),
  );
  const changed = changedComponents(byPointer(from.definitions), byPointer(to.definitions));
  const definitionsIn = (definitions: JsonObject): Definitions => ({
    lookUp: (reference) => definitions[nameIn(reference)] ?? true,
    isSame: (reference) => !changed.has(decodeURIComponent(reference)),
  });
  const [fromDefinitions, toDefinitions] = [from, to].map(({ definitions }) =>
    definitionsIn(definitions),
  );
  return (pair) => {
    const at = pairs.indexOf(pair);
    const [before, after] = [from.references[at], to.references[at]];
    if (before === undefined || after === undefined) return [];
    const [accepts, willAccept] = [from.validatorAt(before), to.validatorAt(after)];
    if (!accepts || !willAccept || !fromDefinitions || !toDefinitions) return [];
    const lost = misfits(samplesOf(fromDefinitions, { $ref: before }), accepts, willAccept);
    const won = misfits(samplesOf(toDefinitions, { $ref: after }), willAccept, accepts);
    return [
      ...lost.flatMap((difference) => changesOf(pair, "narrower", difference)),
      ...won.flatMap((difference) => changesOf(pair, "wider", difference)),
    ];
  };
}

const byPointer = (definitions: JsonObject): ReadonlyMap<string, Json> =>
  new Map(Object.entries(definitions).map(([name, schema]) => [`#/$defs/${name}`, schema]));

const nameIn = (reference: string): string =>
  decodeURIComponent(reference.slice("#/$defs/".length));

/** How bodies that one validator accepts break the other one's schema, told once for each keyword. */
function misfits(
  bodies: Iterable<Json>,
  accepts: ValidateFunction,
  willAccept: ValidateFunction,
): Difference[] {
  const found = new Map<string, Difference>();
  let count = 0;
  for (const body of bodies) {
    if (accepts(body) && !willAccept(body)) {
      const error = deepestOf(willAccept.errors ?? []);
      const difference = differenceIn(body, error);
      const key = `${error?.schemaPath} ${error?.params["missingProperty"]}`;
      const known = found.get(key);
      // A schema that occurs more than once is told of by its shortest path.
      if (!known || difference.place.length < known.place.length) found.set(key, difference);
    }
    count += 1;
    if (count === mostSamples) break;
  }
  return [...found.values()];
}

/** The error that is nearest to the cause: errors of branches come before that of their union. */
const deepestOf = (errors: readonly ErrorObject[]): ErrorObject | undefined =>
  errors.reduce<ErrorObject | undefined>(
    (deepest, error) => (deepest && depthOf(deepest) > depthOf(error) ? deepest : error),
    undefined,
  );

const depthOf = ({ instancePath }: ErrorObject): number => instancePath.split("/").length;

function differenceIn(body: Json, error: ErrorObject | undefined): Difference {
  const { path, value } = follow(body, error?.instancePath ?? "");
  const { keyword = "", message = "it is refused", params = {} } = error ?? {};
  if (keyword === "required") {
    return { kind: "presence", place: [...path, String(params["missingProperty"])].join(".") };
  }
  return {
    kind: "values",
    place: path.join("."),
    values: [brief(JSON.stringify(value), 60)],
    because: brief(message, 60),
  };
}

/** The value at a JSON pointer, and its path for people. */
function follow(body: Json, pointer: string): { readonly path: string[]; readonly value: Json } {
  const path: string[] = [];
  let value: Json = body;
  for (const segment of pointer.split("/").slice(1)) {
    const name = segment.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(isObject(value) ? name : "*");
    value =
      (isObject(value)
        ? fieldsOf(value)[name]
        : Array.isArray(value)
          ? value[Number(name)]
          : null) ?? null;
  }
  return { path, value };
}
