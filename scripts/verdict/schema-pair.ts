import type { JsonObject } from "../lib/json.js";
import type { Side } from "../openapi/markers.js";
import type { Pair } from "./pair.js";

/** Two versions of a schema: callers write the data of a request and read that of a response. */
export interface SchemaPair extends Pair<JsonObject> {
  readonly side: Side;
  /** Subject of the reasons: `The input`. */
  readonly subject: string;
}
