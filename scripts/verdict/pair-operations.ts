import type { Operation } from "../openapi/operations.js";
import type { Pair } from "./pair.js";

/** Operations of two documents, matched. */
export interface PairedOperations {
  readonly pairs: readonly Pair<Operation>[];
  /** Operations of the earlier document only. */
  readonly gone: readonly Operation[];
  /** Operations of the later document only. */
  readonly added: readonly Operation[];
}

/** Matches operations by id, and the rest by method and path. */
export function pairOperations(
  from: readonly Operation[],
  to: readonly Operation[],
): PairedOperations {
  const successors = new Map<Operation, Operation>();
  const match = (isSame: (one: Operation, other: Operation) => boolean): void => {
    const taken = new Set(successors.values());
    for (const one of from.filter((operation) => !successors.has(operation))) {
      const other = to.find((candidate) => !taken.has(candidate) && isSame(one, candidate));
      if (!other) continue;
      successors.set(one, other);
      taken.add(other);
    }
  };
  match((one, other) => one.id === other.id);
  match((one, other) => one.method === other.method && one.path === other.path);
  const known = new Set(successors.values());
  return {
    pairs: [...successors].map(([one, other]) => ({ from: one, to: other })),
    gone: from.filter((operation) => !successors.has(operation)),
    added: to.filter((operation) => !known.has(operation)),
  };
}
