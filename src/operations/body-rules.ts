import type { Validator } from "../generated/validators.js";
import type { JsonPath } from "./json-path.js";

/** Validation of one body. */
export interface BodyRules {
  /** `undefined` if there is none: the types of the body have to suffice. */
  readonly validator: Validator<unknown> | undefined;
  readonly writeOnly: readonly JsonPath[];
  /** Names of the top-level fields; `undefined` if the schema leaves them open. */
  readonly fields?: readonly string[] | undefined;
}
