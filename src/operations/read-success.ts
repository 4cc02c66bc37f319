import { deepestNesting, isTooDeep } from "../input/nesting.js";
import type { ReadSuccess } from "../transport/outcome.js";
import type { BodyRules } from "./body-rules.js";
import { describeError } from "./describe-error.js";
import { visitFields } from "./json-path.js";

/** Makes the reader of a success: JSON that matches the schema, without its write-only fields. */
export function successReader({ validator, writeOnly }: BodyRules): ReadSuccess<unknown> {
  return (bytes, status) => {
    let value: unknown;
    try {
      value = bytes.byteLength === 0 ? undefined : JSON.parse(utf8().decode(bytes));
    } catch {
      return "body is not JSON";
    }
    if (isTooDeep(value)) return `body is nested deeper than ${deepestNesting} levels`;
    for (const path of writeOnly) {
      visitFields(value, path, (holder, name) => delete holder[name]);
    }
    if (!validator || validator(value, status)) return { value };
    if (value === undefined) return "body is empty";
    const { path, problem } = describeError(validator.errors, value);
    return `${["body", ...path].join(".")} ${problem}`;
  };
}

let decoder: TextDecoder | undefined;

/** Made for the first response, not at import: a platform's first decoder takes half a millisecond. */
const utf8 = (): TextDecoder => (decoder ??= new TextDecoder("utf-8", { fatal: true }));
