import type { OpenapiDocument } from "../openapi/document.js";
import { isEquivalent } from "../openapi/equivalence.js";
import type { Operation } from "../openapi/operations.js";
import { changeIn, mostSevere, major, minor, type Change, type Verdict } from "./change.js";
import { equivalenceOf } from "./changed-part.js";
import { contractComparison } from "./compare-contracts.js";
import { compareNames, compareSecuritySchemes } from "./compare-names.js";
import { compareParts } from "./compare-parts.js";
import { contractParts } from "./contract-parts.js";
import { changedExports } from "./exported-schemas.js";
import { operationKinds } from "./operation-kinds.js";
import { pairOperations } from "./pair-operations.js";
import { pairParts, type PartPair, type Sides } from "./pair-parts.js";
import type { Pair } from "./pair.js";
import { withoutProse } from "./without-prose.js";

/** Verdict on a new version of the document, with its reasons. */
export interface Comparison {
  /** Version of the earlier document. */
  readonly from: string;
  /** Version of the later document. */
  readonly to: string;
  readonly verdict: Verdict;
  /** The affected operations. */
  readonly operations: readonly OperationComparison[];
  /** Reasons that concern no single operation. */
  readonly reasons: readonly string[];
}

/** Verdict on one operation. */
interface OperationComparison {
  readonly operationId: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

/** Compares two documents to which the overlay has been applied. */
export async function compareDocuments(
  from: OpenapiDocument,
  to: OpenapiDocument,
): Promise<Comparison> {
  const versions = { from: from.info.version, to: to.info.version };
  const { operations, common } = await compareContracts({
    from: withoutProse(from),
    to: withoutProse(to),
  });
  const verdict = mostSevere([...operations, ...common].map((change) => change.verdict));
  if (verdict !== "none") {
    return { ...versions, verdict, operations, reasons: common.map(({ reason }) => reason) };
  }
  if (isEquivalent(from, to)) return { ...versions, verdict, operations, reasons: [] };
  const isVersionAlone = isEquivalent(from, {
    ...to,
    info: { ...to.info, version: versions.from },
  });
  const reason = isVersionAlone
    ? "Only the version changed."
    : "Nothing that callers pass or read changed: only prose, examples and the like.";
  return { ...versions, verdict: "patch", operations, reasons: [reason] };
}

interface ContractChanges {
  readonly operations: readonly OperationComparison[];
  readonly common: readonly Change[];
}

async function compareContracts(documents: Pair<OpenapiDocument>): Promise<ContractChanges> {
  const { from, to } = documents;
  const { changed, onlyInOne } = changedOperations(documents);
  const parts = changed.map(({ parts: own }) => own).flat();
  const changes = await compareParts(documents, parts, changedExports(documents));
  const compare = contractComparison(documents);
  return {
    operations: [
      ...changed.map(({ pair, sides, parts: own }) =>
        comparisonOf(pair.from, [...toldParts(own, changes.of), ...compare(pair, sides)]),
      ),
      ...onlyInOne,
    ].filter(({ verdict }) => verdict !== "none"),
    common: [
      ...compareNames(from, to),
      ...compareSecuritySchemes(from, to),
      ...changes.exported.flat(),
    ],
  };
}

interface ChangedOperation {
  readonly pair: Pair<Operation>;
  readonly sides: Sides;
  readonly parts: readonly PartPair[];
}

interface ChangedOperations {
  readonly changed: readonly ChangedOperation[];
  readonly onlyInOne: readonly OperationComparison[];
}

/** Operations that are not the same in both documents, webhooks and callbacks included. */
function changedOperations({ from, to }: Pair<OpenapiDocument>): ChangedOperations {
  const isSame = equivalenceOf({ from, to });
  const kinds = operationKinds.map(({ prefix, sides, of }) => {
    const { pairs, gone, added } = pairOperations(of(from), of(to));
    return {
      changed: pairs
        .filter((pair) => !isSame.ofOperations(pair))
        .map((pair) => ({
          pair,
          sides,
          parts: pairParts(sides, {
            from: contractParts(from, pair.from),
            to: contractParts(to, pair.to),
          }).filter((part) => !isSame.ofSchemas(part)),
        })),
      onlyInOne: [
        ...gone.map((one) => comparisonOf(one, [major(`The ${prefix}${one.id} is gone.`)])),
        ...added.map((one) => comparisonOf(one, [minor(`The ${prefix}${one.id} is new.`)])),
      ],
    };
  });
  return {
    changed: kinds.flatMap(({ changed }) => changed),
    onlyInOne: kinds.flatMap(({ onlyInOne }) => onlyInOne),
  };
}

/** The changes of an operation's parts; what is the same in several bodies is told once. */
function toldParts(
  parts: readonly PartPair[],
  changesOf: (part: PartPair) => readonly Change[],
): Change[] {
  const told = parts.flatMap((part) =>
    changesOf(part).map((change) => ({ change, where: part.where, side: part.side })),
  );
  return told
    .filter(
      ({ change }, at) => told.findIndex((other) => other.change.reason === change.reason) === at,
    )
    .map(({ change }) => {
      const places = told.filter((other) => other.change.reason === change.reason);
      return changeIn(
        change,
        places
          .map(({ where }) => where)
          .filter(Boolean)
          .join("; "),
      );
    });
}

const comparisonOf = ({ id }: Operation, changes: readonly Change[]): OperationComparison => ({
  operationId: id,
  verdict: mostSevere(changes.map(({ verdict }) => verdict)),
  reasons: changes.map(({ reason }) => reason),
});
