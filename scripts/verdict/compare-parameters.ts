import { textOf, type Json, type JsonObject } from "../lib/json.js";
import { schemasOf } from "../openapi/operations.js";
import { major, type Change } from "./change.js";
import { compareConstraints, type Constraints } from "./compare-constraints.js";
import type { SchemaComparison } from "./compare-schemas.js";

/** Compares the parameters that both operations have. The types tell which are new or gone. */
export function compareParameters(
  from: readonly JsonObject[],
  to: readonly JsonObject[],
  compareSchemas: SchemaComparison,
): Change[] {
  return from.flatMap((parameter) => {
    const place = placeOf(parameter);
    const counterpart = to.find((other) => placeOf(other) === place);
    if (!counterpart) return [];
    return [
      ...compareStyles(place, styleOf(parameter), styleOf(counterpart)),
      ...compareConstraints("request", place, deprecationOf(parameter), deprecationOf(counterpart)),
      ...compareSchemas(schemaOf(parameter), schemaOf(counterpart), place),
    ];
  });
}

const placeOf = (parameter: JsonObject): string =>
  `parameters.${textOf(parameter["in"])}.${textOf(parameter["name"])}`;

const schemaOf = (parameter: JsonObject): Json | undefined =>
  parameter["schema"] ?? schemasOf(parameter)[0]?.schema;

const deprecationOf = ({ deprecated }: JsonObject): Constraints =>
  new Map(deprecated === true ? [["deprecated", [true]]] : []);

/** Serialisation of a parameter, with OpenAPI's defaults. */
function styleOf(parameter: JsonObject): JsonObject {
  const place = parameter["in"];
  const style = parameter["style"] ?? (place === "query" || place === "cookie" ? "form" : "simple");
  return {
    style,
    explode: parameter["explode"] ?? style === "form",
    allowReserved: parameter["allowReserved"] ?? false,
    contentType: schemasOf(parameter)[0]?.contentType ?? null,
  };
}

function compareStyles(place: string, from: JsonObject, to: JsonObject): Change[] {
  return Object.keys(from)
    .filter((keyword) => from[keyword] !== to[keyword])
    .map((keyword) =>
      major(
        `The ${keyword} at ${place} was ${textOf(from[keyword])} and is ${textOf(to[keyword])}.`,
      ),
    );
}
