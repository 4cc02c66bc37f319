import { emitMarkedTypes } from "../spec/emit-types.js";
import type { OpenapiDocument } from "../spec/openapi-document.js";
import { operationsOf, type Operation } from "../spec/operations.js";
import { gravest, major, minor, type Change, type Verdict } from "./change.js";
import { contractComparison } from "./compare-contracts.js";
import { compareNames, compareSecuritySchemes } from "./compare-names.js";
import { compareTypes } from "./compare-types.js";
import { merelyExported, schemasIn } from "./exported-schemas.js";
import { pairOperations } from "./pair-operations.js";
import { normalizeDocument } from "./normalize-document.js";
import { inputPair, resultPair, schemaPair } from "./type-pairs.js";

/** What a new version of the document means to those who use the package. */
export interface Comparison {
  /** The version of the one document. */
  readonly from: string;
  /** The version of the other. */
  readonly to: string;
  readonly verdict: Verdict;
  /** The operations that it concerns. */
  readonly operations: readonly OperationComparison[];
  /** What concerns no single operation. */
  readonly reasons: readonly string[];
}

/** The same for one operation. */
export interface OperationComparison {
  readonly operationId: string;
  readonly verdict: Verdict;
  readonly reasons: readonly string[];
}

/** Compares two documents that the overlay has been applied to. */
export async function compareDocuments(
  from: OpenapiDocument,
  to: OpenapiDocument,
): Promise<Comparison> {
  const versions = { from: from.info.version, to: to.info.version };
  if (isSame(from, to)) return { ...versions, verdict: "none", operations: [], reasons: [] };
  const isVersionAlone = isSame(from, { ...to, info: { ...to.info, version: versions.from } });
  if (isVersionAlone) {
    return {
      ...versions,
      verdict: "patch",
      operations: [],
      reasons: ["The version alone changed."],
    };
  }
  const { operations, common } = await changesOf(from, to);
  const contract = gravest([...operations, ...common].map(({ verdict }) => verdict));
  return {
    ...versions,
    verdict: contract === "none" ? "patch" : contract,
    operations,
    reasons:
      contract === "none"
        ? ["Nothing that callers pass or read changed: prose, examples and the like."]
        : common.map(({ reason }) => reason),
  };
}

const isSame = (one: OpenapiDocument, other: OpenapiDocument): boolean =>
  JSON.stringify(normalizeDocument(one)) === JSON.stringify(normalizeDocument(other));

interface Changes {
  readonly operations: readonly OperationComparison[];
  readonly common: readonly Change[];
}

async function changesOf(from: OpenapiDocument, to: OpenapiDocument): Promise<Changes> {
  const { pairs, gone, added } = pairOperations(operationsOf(from), operationsOf(to));
  const schemas = schemasToCompare(from, to);
  const typePairs = [
    ...pairs.flatMap((pair) => [inputPair(pair.from, pair.to), resultPair(pair.from, pair.to)]),
    ...schemas.map(schemaPair),
  ];
  const types = compareTypes(await emitMarkedTypes(from), await emitMarkedTypes(to), typePairs);
  const compareContracts = contractComparison({ from, to });
  const compared = pairs.map((pair, index) => {
    const ofTypes = types.slice(index * 2, index * 2 + 2).flat();
    return comparisonOf(pair.from, [...ofTypes, ...compareContracts(pair)]);
  });
  return {
    operations: [
      ...compared,
      ...gone.map((operation) =>
        comparisonOf(operation, [major(`The operation ${operation.id} is gone.`)]),
      ),
      ...added.map((operation) =>
        comparisonOf(operation, [minor(`The operation ${operation.id} is new.`)]),
      ),
    ].filter(({ verdict }) => verdict !== "none"),
    common: [
      ...compareNames(from, to),
      ...compareSecuritySchemes(from, to),
      ...types.slice(pairs.length * 2).flat(),
    ],
  };
}

/** What an operation takes or returns is judged there; what is exported besides, by itself. */
function schemasToCompare(from: OpenapiDocument, to: OpenapiDocument): string[] {
  const names = new Set([...merelyExported(from), ...merelyExported(to)]);
  const [before, after] = [schemasIn(from), schemasIn(to)];
  return [...names].filter((name) => {
    const [one, other] = [before[name], after[name]];
    return (
      one !== undefined && other !== undefined && JSON.stringify(one) !== JSON.stringify(other)
    );
  });
}

const comparisonOf = ({ id }: Operation, changes: readonly Change[]): OperationComparison => ({
  operationId: id,
  verdict: gravest(changes.map(({ verdict }) => verdict)),
  reasons: changes.map(({ reason }) => reason),
});
