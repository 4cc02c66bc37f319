import { itemsOf, fieldsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Side } from "../openapi/markers.js";
import {
  contentTypesOf,
  requestBodyOf,
  responsesOf,
  schemasOf,
  successesOf,
  type Operation,
} from "../openapi/operations.js";
import { major, minor, type Change } from "./change.js";
import { compareParameterStyles } from "./compare-parameter-styles.js";
import type { Pair } from "./pair.js";
import type { Sides } from "./pair-parts.js";

/** Prepares the comparison of what no schema says: paths, servers, security, statuses, content types. */
export function contractComparison(
  documents: Pair<OpenapiDocument>,
): (operations: Pair<Operation>, sides: Sides) => Change[] {
  return ({ from, to }, sides) => [
    ...renamed(from.id, to.id),
    ...differs("The method changed", from.method, to.method),
    ...differs("The path changed", from.path, to.path),
    ...differs("The server changed", withoutSlash(from.server), withoutSlash(to.server)),
    ...otherServers(from.servers, to.servers),
    ...compareSecurity(from.security, to.security),
    ...deprecation(isDeprecated(from), isDeprecated(to)),
    ...compareParameterStyles(from.parameters, to.parameters),
    ...requestTypes(sides.sent, {
      from: contentTypesOf(requestBodyOf(documents.from, from)),
      to: contentTypesOf(requestBodyOf(documents.to, to)),
    }),
    ...compareSuccesses(sides.returned, {
      from: new Map(successesOf(documents.from, from)),
      to: new Map(successesOf(documents.to, to)),
    }),
    ...compareErrors({
      from: errorsOf(documents.from, from),
      to: errorsOf(documents.to, to),
    }),
  ];
}

function renamed(from: string, to: string): Change[] {
  return from === to
    ? []
    : [major(`The operation is named ${to} now: the exported operation name ${from} is gone.`)];
}

function differs(what: string, from: Json, to: Json): Change[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  return [major(`${what} from ${textOf(from)} to ${textOf(to)}.`)];
}

/** Clients join the server and the path with one slash. */
const withoutSlash = (url: string): string => url.replace(/\/+$/, "");

/** Compares security. The order of its alternatives and of their scopes means nothing. */
function compareSecurity(from: Json, to: Json): Change[] {
  const [before, after] = [from, to].map((security) => alternativesOf(security).join(" or "));
  return before === after
    ? []
    : [major(`The security changed from ${before || "none"} to ${after || "none"}.`)];
}

const alternativesOf = (security: Json): string[] =>
  itemsOf(security)
    .map(
      (alternative) =>
        Object.entries(fieldsOf(alternative))
          .map(([name, scopes]) => [name, ...itemsOf(scopes).map(textOf).toSorted()].join(" "))
          .toSorted()
          .join(" and ") || "none",
    )
    .toSorted();

/** Compares the servers after the first, which is the one that clients use. */
function otherServers(from: readonly string[], to: readonly string[]): Change[] {
  const [before, after] = [from, to].map((servers) =>
    servers.slice(1).map(withoutSlash).toSorted().join(", "),
  );
  return before === after
    ? []
    : [minor(`The other servers were ${before || "none"} and are ${after || "none"}.`)];
}

const isDeprecated = ({ fields }: Operation): boolean => fields["deprecated"] === true;

function deprecation(before: boolean, after: boolean): Change[] {
  if (before === after) return [];
  return [minor(after ? "The operation is deprecated." : "The operation is no longer deprecated.")];
}

function requestTypes(side: Side, { from, to }: Pair<readonly string[]>): Change[] {
  // The types tell if a body is new or gone.
  return from.length === 0 || to.length === 0
    ? []
    : compareContentTypes(side, "the request", { from, to });
}

/** Compares content types. A new one breaks those who read it, not those who write it. */
function compareContentTypes(
  side: Side,
  holder: string,
  { from, to }: Pair<readonly string[]>,
): Change[] {
  const gone = from.filter((type) => !to.includes(type));
  const added = to.filter((type) => !from.includes(type));
  const addition = side === "request" ? minor : major;
  return [
    ...gone.map((type) => major(`${type} is no longer a content type of ${holder}.`)),
    ...added.map((type) => addition(`${type} is a new content type of ${holder}.`)),
  ];
}

type Responses = ReadonlyMap<string, JsonObject>;

function compareSuccesses(side: Side, { from, to }: Pair<Responses>): Change[] {
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((status) => {
    const [before, after] = [from.get(status), to.get(status)];
    if (!after) return [major(`The success ${status} is no longer declared.`)];
    if (!before) return newSuccess(status, contentTypesOf(after), [...from.values()]);
    const types = { from: contentTypesOf(before), to: contentTypesOf(after) };
    return compareContentTypes(side, `the success ${status}`, types);
  });
}

/** A new success breaks callers if it has a body and no other has one, or the other way round. */
function newSuccess(
  status: string,
  types: readonly string[],
  others: readonly JsonObject[],
): Change[] {
  const isKnown = others.some((other) => contentTypesOf(other).length > 0 === types.length > 0);
  if (isKnown) return [minor(`The success ${status} is new.`)];
  const fate = types.length > 0 ? "a body" : "no body";
  return [major(`The success ${status} is new and has ${fate}, unlike the others.`)];
}

const errorsOf = (document: OpenapiDocument, operation: Operation): Responses => {
  const successes = new Set(successesOf(document, operation).map(([status]) => status));
  return new Map(responsesOf(document, operation).filter(([status]) => !successes.has(status)));
};

/** Any change of an error is minor: its body is read whatever the document says. */
function compareErrors({ from, to }: Pair<Responses>): Change[] {
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((status) => declared(from.get(status)) !== declared(to.get(status)))
    .map((status) => minor(`The declaration of status ${status} changed.`));
}

const declared = (response: JsonObject | undefined): string =>
  response ? JSON.stringify(schemasOf(response)) : "";
