import { emitSideTypes } from "../generate/emit-types.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { isEquivalent } from "../openapi/equivalence.js";
import { mostSevere, major, minor, type Change, type Verdict } from "./change.js";
import { partWith, operationEquivalence } from "./changed-part.js";
import { contractComparison } from "./compare-contracts.js";
import { compareNames, compareSecuritySchemes } from "./compare-names.js";
import { compareTypes } from "./compare-types.js";
import { changedExports } from "./exported-schemas.js";
import { pairOperations } from "./pair-operations.js";
import type { Pair } from "./pair.js";
import { inputPair, resultPair, schemaPair } from "./type-pairs.js";
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
  const { operations, common } = await compareContracts(withoutProse(from), withoutProse(to));
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

async function compareContracts(
  from: OpenapiDocument,
  to: OpenapiDocument,
): Promise<ContractChanges> {
  const { pairs, gone, added } = pairOperations(operationsOf(from), operationsOf(to));
  const isSame = operationEquivalence(from, to);
  const changed = pairs.filter((pair) => !isSame(pair.from, pair.to));
  const schemas = changedExports(from, to);
  const types = await compareTypesOf({ from, to }, changed, schemas);
  const compare = contractComparison({ from, to });
  return {
    operations: [
      ...changed.map((pair, at) =>
        comparisonOf(pair.from, [...(types.operations[at] ?? []), ...compare(pair)]),
      ),
      ...gone.map((one) => comparisonOf(one, [major(`The operation ${one.id} is gone.`)])),
      ...added.map((one) => comparisonOf(one, [minor(`The operation ${one.id} is new.`)])),
    ].filter(({ verdict }) => verdict !== "none"),
    common: [
      ...compareNames(from, to),
      ...compareSecuritySchemes(from, to),
      ...types.schemas.flat(),
    ],
  };
}

/** Compares the types of each operation and of each schema. */
async function compareTypesOf(
  { from, to }: Pair<OpenapiDocument>,
  operations: readonly Pair<Operation>[],
  schemas: readonly string[],
): Promise<{ operations: Change[][]; schemas: Change[][] }> {
  if (operations.length + schemas.length === 0) return { operations: [], schemas: [] };
  const before = operations.map((pair) => pair.from);
  const after = operations.map((pair) => pair.to);
  const changes = compareTypes(
    await emitSideTypes(partWith(from, before, schemas)),
    await emitSideTypes(partWith(to, after, schemas)),
    [
      ...operations.map((pair) => inputPair({ from, to }, pair)),
      ...operations.map((pair) => resultPair({ from, to }, pair)),
      ...schemas.map(schemaPair),
    ],
  );
  const count = operations.length;
  return {
    operations: operations.map((_pair, at) => [changes[at], changes[count + at]].flatMap(orNone)),
    schemas: changes.slice(count * 2),
  };
}

const orNone = (changes: readonly Change[] | undefined): readonly Change[] => changes ?? [];

const comparisonOf = ({ id }: Operation, changes: readonly Change[]): OperationComparison => ({
  operationId: id,
  verdict: mostSevere(changes.map(({ verdict }) => verdict)),
  reasons: changes.map(({ reason }) => reason),
});
