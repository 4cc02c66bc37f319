import type { JsonObject } from "../lib/json.js";
import type { Side } from "../openapi/markers.js";
import type { ContractPart } from "./contract-parts.js";
import type { Pair } from "./pair.js";
import type { SchemaPair } from "./schema-pair.js";
import { subjectOf } from "./wording.js";

/** One part of an operation's contract in both documents. */
export interface PartPair extends SchemaPair {
  /** Which of several bodies it is, for people: `201, application/xml`. */
  readonly where: string;
}

/** Sides of what an operation is sent and of what it returns, seen from the caller. */
export interface Sides {
  readonly sent: Side;
  readonly returned: Side;
}

type Parts = readonly ContractPart[];

/** Matches the parts of two versions of an operation by status and content type. */
export function pairParts(sides: Sides, parts: Pair<Parts>): PartPair[] {
  const all = [...parts.from, ...parts.to];
  const firsts = all.filter((part, at) => all.findIndex(sameAs(part)) === at);
  return firsts.flatMap((part) => {
    const schemas = schemasOf(part, parts);
    const side = part.status === "" ? sides.sent : sides.returned;
    return schemas
      ? [{ ...schemas, side, subject: subjectOf[side], where: whereOf(part, all) }]
      : [];
  });
}

const sameAs =
  ({ kind, status, contentType }: ContractPart) =>
  (other: ContractPart): boolean =>
    other.kind === kind && other.status === status && other.contentType === contentType;

/** Of a content type that only one document has beside others, a rule tells instead. */
function schemasOf(part: ContractPart, { from, to }: Pair<Parts>): Pair<JsonObject> | undefined {
  const [before, after] = [from, to].map((parts) => parts.find(sameAs(part)));
  if (before && after) return { from: before.schema, to: after.schema };
  const lacking = (before ? to : from).filter(({ kind }) => kind === part.kind);
  if (part.kind === "body" && lacking.length === 0) {
    return { from: before?.schema ?? noFields, to: after?.schema ?? noFields };
  }
  const isNew = after && lacking.every(({ status }) => status !== part.status);
  if (part.kind !== "result" || !isNew || lacking.length === 0) return undefined;
  const known = lacking.map(({ schema }) => schema);
  return { from: anyOf(known), to: anyOf([...known, part.schema]) };
}

const noFields: JsonObject = { type: "object" };

function anyOf(schemas: readonly JsonObject[]): JsonObject {
  const byText = new Map(schemas.map((schema) => [JSON.stringify(schema), schema]));
  const [first = {}, ...others] = byText.values();
  return others.length === 0 ? first : { anyOf: [first, ...others] };
}

/** The status and the content type, as far as there are others. */
function whereOf({ kind, status, contentType }: ContractPart, all: Parts): string {
  const ofKind = all.filter((part) => part.kind === kind);
  const isOneOfSeveral = (name: "status" | "contentType"): boolean =>
    new Set(ofKind.map((part) => part[name])).size > 1;
  return [isOneOfSeveral("status") ? status : "", isOneOfSeveral("contentType") ? contentType : ""]
    .filter((word) => word !== "")
    .join(", ");
}
