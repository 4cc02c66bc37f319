import { textOf, type Json, type JsonObject } from "../lib/json.js";
import { undefinedRequired } from "../openapi/described-values.js";
import type { OpenapiDocument } from "../openapi/document.js";
import {
  contentTypesOf,
  requestBodyOf,
  responsesOf,
  schemasOf,
  type Operation,
} from "../openapi/operations.js";
import { major, minor, type Change } from "./change.js";
import { compareParameters } from "./compare-parameters.js";
import { schemaComparison, type SchemaComparison } from "./compare-schemas.js";
import type { Pair } from "./pair.js";

/** Prepares the comparison of what types cannot express: paths, servers, statuses, constraints. */
export function contractComparison(
  documents: Pair<OpenapiDocument>,
): (operations: Pair<Operation>) => Change[] {
  const sides = {
    request: schemaComparison("request", documents),
    response: schemaComparison("response", documents),
  };
  return ({ from, to }) => {
    const bodies = {
      from: requestBodyOf(documents.from, from),
      to: requestBodyOf(documents.to, to),
    };
    const responses = {
      from: Object.fromEntries(responsesOf(documents.from, from)),
      to: Object.fromEntries(responsesOf(documents.to, to)),
    };
    return [
      ...renamed(from.id, to.id),
      ...differs("The method changed", from.method, to.method),
      ...differs("The path changed", from.path, to.path),
      ...differs("The server changed", from.server, to.server),
      ...otherServers(from.servers, to.servers),
      ...differs("The security changed", from.security, to.security),
      ...deprecation(isDeprecated(from), isDeprecated(to)),
      ...compareParameters(from.parameters, to.parameters, sides.request),
      ...requestTypes(contentTypesOf(bodies.from), contentTypesOf(bodies.to)),
      ...compareBodies(bodies, sides.request, "body"),
      ...compareRequired(documents, bodies),
      ...compareResponses(responses, sides.response),
    ];
  };
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

/** Compares the servers after the first, which is the one that clients use. */
function otherServers(from: readonly string[], to: readonly string[]): Change[] {
  const [before, after] = [from, to].map((servers) => servers.slice(1).toSorted().join(", "));
  return before === after
    ? []
    : [minor(`The other servers were ${before || "none"} and are ${after || "none"}.`)];
}

const isDeprecated = ({ fields }: Operation): boolean => fields["deprecated"] === true;

function deprecation(before: boolean, after: boolean): Change[] {
  if (before === after) return [];
  return [minor(after ? "The operation is deprecated." : "The operation is no longer deprecated.")];
}

function requestTypes(from: readonly string[], to: readonly string[]): Change[] {
  // The types tell if a body is new or gone.
  if (from.length === 0 || to.length === 0) return [];
  const gone = from.filter((type) => !to.includes(type));
  const added = to.filter((type) => !from.includes(type));
  return [
    ...gone.map((type) => major(`${type} is no longer a content type of the request.`)),
    ...added.map((type) => minor(`${type} is a new content type of the request.`)),
  ];
}

/** A required field without a property is in no type, yet a validator refuses every body without it. */
function compareRequired(
  documents: Pair<OpenapiDocument>,
  bodies: Pair<JsonObject | undefined>,
): Change[] {
  const before = undefinedRequiredIn(documents.from, bodies.from);
  return undefinedRequiredIn(documents.to, bodies.to)
    .filter((name) => !before.includes(name))
    .map((name) => major(`The request requires body.${name}, which is no property.`));
}

const undefinedRequiredIn = (document: OpenapiDocument, body: JsonObject | undefined): string[] =>
  schemasOf(body).flatMap(({ schema }) => undefinedRequired(document, schema));

/** Compares responses. Any change of an error is minor: its body is read whatever the document says. */
function compareResponses(
  { from, to }: Pair<Readonly<Record<string, JsonObject>>>,
  compare: SchemaComparison,
): Change[] {
  const statuses = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return statuses.flatMap((status) => {
    const responses = { from: from[status], to: to[status] };
    if (!status.startsWith("2")) return compareErrors(status, responses);
    return [...successTypes(status, responses), ...compareBodies(responses, compare, "")];
  });
}

function compareErrors(status: string, { from, to }: Pair<JsonObject | undefined>): Change[] {
  const [before, after] = [from, to].map((response) => response && schemasOf(response));
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [minor(`The declaration of status ${status} changed.`)];
}

function successTypes(status: string, { from, to }: Pair<JsonObject | undefined>): Change[] {
  if (!from) return [minor(`The success ${status} is new.`)];
  if (!to) return [major(`The success ${status} is no longer declared.`)];
  const [before, after] = [from, to].map(
    (response) => contentTypesOf(response).join(", ") || "empty",
  );
  return before === after ? [] : [major(`The success ${status} was ${before} and is ${after}.`)];
}

function compareBodies(
  { from, to }: Pair<JsonObject | undefined>,
  compare: SchemaComparison,
  place: string,
): Change[] {
  return schemasOf(from).flatMap(({ contentType, schema }) => {
    const counterpart = schemasOf(to).find((other) => other.contentType === contentType);
    return compare(schema, counterpart?.schema, place);
  });
}
