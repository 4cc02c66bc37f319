import { textOf, type JsonObject } from "../lib/json.js";
import { schemasOf } from "../openapi/operations.js";
import { major, type Change } from "./change.js";

/** Compares how the parameters that both operations have are written into a request. */
export function compareParameterStyles(
  from: readonly JsonObject[],
  to: readonly JsonObject[],
): Change[] {
  return from.flatMap((parameter) => {
    const place = placeOf(parameter);
    const counterpart = to.find((other) => placeOf(other) === place);
    return counterpart ? compareStyles(place, styleOf(parameter), styleOf(counterpart)) : [];
  });
}

const placeOf = (parameter: JsonObject): string =>
  `parameters.${textOf(parameter["in"])}.${textOf(parameter["name"])}`;

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
