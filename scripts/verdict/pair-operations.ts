import type { Operation } from "../openapi/operations.js";
import type { Pair } from "./pair.js";

/** The operations of two documents, side by side. */
export interface PairedOperations {
  readonly pairs: readonly Pair<Operation>[];
  /** Those of the one document that the other has not. */
  readonly gone: readonly Operation[];
  /** Those that the other alone has. */
  readonly added: readonly Operation[];
}

/** An operation is known by its id; one that lost it, by its method and path. */
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
