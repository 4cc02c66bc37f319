import { emitTypes } from "../spec/emit-types.js";
import { describeContract } from "../spec/describe-operation.js";
import type { OpenapiDocument } from "../spec/openapi-document.js";
import { operationsOf, type Operation } from "../spec/operations.js";
import { gravest, type Change, type Verdict } from "./change.js";
import { compareContracts } from "./compare-contracts.js";
import { compareNames, compareSecuritySchemes } from "./compare-names.js";
import { compareTypes } from "./compare-types.js";
import { normalizeDocument } from "./normalize-document.js";

/** What a new version of the document means to those who use the package. */
export interface Comparison {
  /** The version of the one document. */
  readonly from: string;
  /** The version of the other. */
  readonly to: string;
  readonly verdict: Verdict;
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
  if (same(normalizeDocument(from), normalizeDocument(to))) {
    return { ...versions, verdict: "none", operations: [], reasons: [] };
  }
  const changes = await operationChanges(from, to);
  const common = [...compareNames(from, to), ...compareSecuritySchemes(from, to)];
  const operations = changes.map(({ operationId, changes: own }) => ({
    operationId,
    verdict: gravest(own.map(({ verdict }) => verdict)),
    reasons: own.map(({ reason }) => reason),
  }));
  const contract = gravest([...operations, ...common].map(({ verdict }) => verdict));
  const prose = contract === "none" ? ["Prose, examples or the version alone changed."] : [];
  return {
    ...versions,
    verdict: contract === "none" ? "patch" : contract,
    operations: operations.filter(({ verdict }) => verdict !== "none"),
    reasons: [...common.map(({ reason }) => reason), ...prose],
  };
}

interface OperationChanges {
  readonly operationId: string;
  readonly changes: readonly Change[];
}

async function operationChanges(
  from: OpenapiDocument,
  to: OpenapiDocument,
): Promise<OperationChanges[]> {
  const [before, after] = [operationsOf(from), operationsOf(to)];
  const successors = new Map(before.map((operation) => [operation, successorOf(operation, after)]));
  const pairs = [...successors].flatMap(([one, other]) => (other ? [{ one, other }] : []));
  const types = compareTypes(
    await emitTypes(from, true),
    await emitTypes(to, true),
    pairs.map(({ one, other }) => ({ from: one.id, to: other.id })),
  );
  const compared = pairs.map(({ one, other }, index) => ({
    operationId: one.id,
    changes: [
      ...(types[index] ?? []),
      ...compareContracts(contractOf(from, one), contractOf(to, other)),
    ],
  }));
  const gone = before
    .filter((operation) => !successors.get(operation))
    .map(({ id }) => changeOf(id, "major", `The operation ${id} is gone.`));
  const known = new Set(pairs.map(({ other }) => other));
  const added = after
    .filter((operation) => !known.has(operation))
    .map(({ id }) => changeOf(id, "minor", `The operation ${id} is new.`));
  return [...compared, ...gone, ...added];
}

const changeOf = (operationId: string, verdict: Verdict, reason: string): OperationChanges => ({
  operationId,
  changes: [{ verdict, reason }],
});

/** An operation is known by its id, or by its method and path. */
function successorOf(
  operation: Operation,
  candidates: readonly Operation[],
): Operation | undefined {
  return (
    candidates.find(({ id }) => id === operation.id) ??
    candidates.find(({ method, path }) => method === operation.method && path === operation.path)
  );
}

const contractOf = (document: OpenapiDocument, operation: Operation) => ({
  method: operation.method,
  path: operation.path,
  ...describeContract(document, operation),
});

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
