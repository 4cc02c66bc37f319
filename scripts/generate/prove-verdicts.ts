import { CommandError } from "../lib/command-error.js";
import type { Json } from "../lib/json.js";

type Verdict = ((data: unknown) => unknown) | undefined;

/**
 * Proves on data that a validator has the verdicts of ajv.
 *
 * @param reference the reference to its schema
 * @throws CommandError when a verdict differs
 */
export function proveVerdicts(
  reference: string,
  data: readonly Json[],
  ours: Verdict,
  ajv: Verdict,
): void {
  const differing = data.find((one) => ours?.(one) !== ajv?.(one));
  if (differing === undefined) return;
  throw new CommandError(
    `expected the verdict of ajv by ${reference}, found another one on ${JSON.stringify(differing)}`,
  );
}
