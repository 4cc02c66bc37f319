import type { GatewayApiError } from "../errors/gateway-api-error.js";
import type { FailureKind } from "./retry-policy.js";
import type { Withhold } from "./withhold.js";

/** Reads the value in a success's body, or returns the problem with it. */
export type ReadSuccess<Value> = (bytes: Uint8Array, status: number) => { value: Value } | string;

/** A success that could be read, in the form of a Response. */
interface Success<Value> {
  readonly ok: true;
  readonly status: number;
  readonly headers: Headers;
  /** The validated value in place of its bytes. */
  readonly body: Value;
  /** For the headers, which are the server's own. */
  readonly withhold: Withhold;
}

/** An error response, safe to show but for its headers, in the form of a Response. */
export interface ErrorAnswer {
  readonly ok: false;
  readonly status: number;
  readonly headers: Headers;
  readonly text: () => Promise<string>;
  readonly error: GatewayApiError;
  readonly withhold: Withhold;
}

/** The server's answer, whatever its status. */
export type Answer<Value> = Success<Value> | ErrorAnswer;

/** An attempt without a readable success. */
export interface Failure {
  readonly kind: FailureKind;
  /** True only if certain that this attempt changed nothing. */
  readonly harmless: boolean;
  readonly response?: Response | undefined;
  /** The wait that the server asks for, in milliseconds. */
  readonly retryAfter?: number | undefined;
  /** Made by whoever awaits the attempt, so that the stack of the error names the caller. */
  readonly error: (mayHaveSucceeded: boolean) => unknown;
  /** Content of an error response, safe to show. */
  readonly content?: string;
}

/** Result of one attempt. */
export type Outcome<Value> = Success<Value> | Failure;
