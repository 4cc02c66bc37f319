import { GatewayApiError, GatewayError } from "../../index.js";
import type { Colour, Output } from "../output.js";

/** The outcome of one secret. */
export interface Outcome {
  readonly outcome: "created" | "updated" | "exists" | "deleted" | "failed";
  readonly name: string;
  readonly keyName?: string | undefined;
  readonly failure?: Failure;
}

/** The fields of an error that a person or a script needs. */
export interface Failure {
  readonly message: string;
  readonly mayHaveSucceeded: boolean;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly requestId?: string | undefined;
}

const colours: Readonly<Record<Outcome["outcome"], Colour>> = {
  created: "green",
  updated: "green",
  deleted: "green",
  exists: "yellow",
  failed: "red",
};

export function failureOf(error: unknown): Failure {
  if (GatewayApiError.isInstance(error)) {
    const { message, mayHaveSucceeded, status, code, requestId } = error;
    return { message, mayHaveSucceeded, status, code, requestId };
  }
  if (GatewayError.isInstance(error)) {
    const { message, mayHaveSucceeded } = error;
    return { message, mayHaveSucceeded };
  }
  // The reason of an abort, which leaves open whether the request took effect.
  return { message: String(error), mayHaveSucceeded: true };
}

/** Prints an outcome: a row on stdout, and a failure on stderr too. */
export function printOutcome(output: Output, result: Outcome, isJson: boolean): void {
  const { outcome, name, keyName, failure } = result;
  const mark = { word: outcome, colour: colours[outcome] };
  if (failure === undefined || isJson) {
    output.result({ outcome, name, keyName, ...failure }, name, mark);
  }
  if (failure === undefined) return;
  output.error(`${name}: ${failure.message}`);
  if (failure.mayHaveSucceeded) {
    output.note(`${name} may have been changed anyway. Running this again is safe.`);
  }
}
