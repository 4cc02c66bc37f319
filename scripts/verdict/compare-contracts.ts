import { fieldsOf, itemsOf, textOf, type Json, type JsonObject } from "../spec/openapi-document.js";
import type { Change } from "./change.js";
import { compareConstraints } from "./compare-constraints.js";

/** Compares what an operation promises beyond its types. */
export function compareContracts(from: JsonObject, to: JsonObject): Change[] {
  const before = fieldsOf(from["constraints"]);
  const after = fieldsOf(to["constraints"]);
  const sides = { request: "request", parameters: "request", response: "response" } as const;
  return [
    ...["method", "path", "server", "security"].flatMap((name) =>
      changed(`The ${name}`, from[name], to[name]),
    ),
    ...changed("The request's content types", contentTypes(from), contentTypes(to)),
    ...successes(from, to),
    ...(from["deprecated"] !== to["deprecated"]
      ? [{ verdict: "minor", reason: "Its deprecation changed." } as const]
      : []),
    ...Object.entries(sides).flatMap(([part, side]) =>
      compareConstraints(side, fieldsOf(before[part]), fieldsOf(after[part])),
    ),
  ];
}

function changed(what: string, from: Json | undefined, to: Json | undefined): Change[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  return [{ verdict: "major", reason: `${what} changed from ${textOf(from)} to ${textOf(to)}.` }];
}

const contentTypes = (contract: JsonObject): Json =>
  fieldsOf(contract["requestBody"])["contentTypes"] ?? [];

/** Successes are read by their types; an error's body is read whatever the document says of it. */
function successes(from: JsonObject, to: JsonObject): Change[] {
  const [before, after] = [fieldsOf(from["responses"]), fieldsOf(to["responses"])];
  const statuses = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return statuses.flatMap((status): Change[] => {
    if (JSON.stringify(before[status]) === JSON.stringify(after[status])) return [];
    if (!status.startsWith("2")) {
      return [{ verdict: "minor", reason: `What is declared for the status ${status} changed.` }];
    }
    const reason = `The success ${status} was ${said(before[status])} and is ${said(after[status])}.`;
    return [{ verdict: "major", reason }];
  });
}

const said = (types: Json | undefined): string =>
  types === undefined ? "not declared" : itemsOf(types).map(textOf).join(", ") || "empty";
