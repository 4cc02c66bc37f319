import { CommandError } from "../lib/command-error.js";
import type { Json } from "../lib/json.js";
import { madeData } from "./made-data.js";

type Verdict = ((data: unknown) => unknown) | undefined;

/**
 * Proves on made data that a validator has the verdicts of ajv.
 *
 * @param reference the reference to its schema
 * @param lookUp finds the schema of a reference
 * @throws CommandError when a verdict differs
 */
export function proveVerdicts(
  reference: string,
  lookUp: (reference: string) => Json,
  ours: Verdict,
  ajv: Verdict,
): void {
  const differing = madeData(lookUp(reference), lookUp).find(
    (data) => ours?.(data) !== ajv?.(data),
  );
  if (differing === undefined) return;
  throw new CommandError(
    `expected the verdict of ajv by ${reference}, found another one on ${JSON.stringify(differing)}`,
  );
}
