import { GatewayInputError } from "../errors/gateway-input-error.js";
import { isObject } from "../input/is-object.js";
import { deepestNesting, isTooDeep } from "../input/nesting.js";
import { checkNames } from "../input/option-checks.js";
import { describeError } from "./describe-error.js";
import { textsIn, visitFields, type JsonPath } from "./json-path.js";
import type { Operation } from "./operation.js";

/** A validated copy of a request body. */
export interface ValidatedBody {
  /** The copy as JSON; `undefined` if there is no body. */
  readonly text: string | undefined;
  /** Texts of its write-only fields, which no error may repeat. */
  readonly secrets: readonly string[];
}

/**
 * Copies a request body as JSON, and validates the copy against the operation's schema.
 *
 * @param field name of the body in the input
 * @throws GatewayInputError that names the field, never its content
 */
export function validateBody(operation: Operation, body: unknown, field: string): ValidatedBody {
  const { requestBody, request } = operation;
  if (body === undefined && requestBody !== "required") return { text: undefined, secrets: [] };
  if (requestBody === "none") {
    throw new GatewayInputError(field, "must be omitted: this operation has no request body");
  }
  const { text, copy, secrets } = copyAsJson(field, body, request.writeOnly);
  const { validator, fields } = request;
  // A misspelt field would send a secret that creates nothing, under a name that nothing protects.
  if (fields && isObject(copy) && !Array.isArray(copy)) {
    checkNames(copy, fields, `a field of ${operation.id}`, field);
  }
  if (validator && !validator(copy)) {
    const { path, problem } = describeError(validator.errors, copy);
    throw new GatewayInputError([field, ...path].join("."), problem);
  }
  return { text, secrets };
}

/** JSON.stringify writes a surrogate as an escape only if it is a lone one. */
const surrogateEscape = "\\ud";

function copyAsJson(
  field: string,
  original: unknown,
  writeOnly: readonly JsonPath[],
): ValidatedBody & { readonly copy: unknown } {
  let text: string | undefined;
  let copy: unknown;
  const secrets: string[] = [];
  const lost: JsonPath[] = [];
  try {
    text = JSON.stringify(original);
    copy = text === undefined ? undefined : JSON.parse(text);
    for (const path of writeOnly) {
      const visit: Parameters<typeof visitFields>[2] = (holder, name, from) => {
        if (!Object.hasOwn(holder, name)) {
          if (name in from) lost.push(path);
          return;
        }
        // Not spread: they may be more than a function can be given arguments.
        for (const secret of textsIn(holder[name])) secrets.push(secret);
      };
      visitFields(copy, path, visit, original);
    }
  } catch {
    // A getter that throws may say anything, the value included.
    throw new GatewayInputError(field, "cannot be serialized as JSON");
  }
  const [first] = lost;
  if (first) {
    const place = [field, ...first].join(".");
    const problem = "is undefined: omit it, or check that the variable you pass is set";
    throw new GatewayInputError(place, problem);
  }
  if (isTooDeep(copy)) {
    throw new GatewayInputError(field, `is nested deeper than ${deepestNesting} levels`);
  }
  if (text !== undefined && containsLoneSurrogate(text)) {
    throw new GatewayInputError(field, "contains a lone surrogate, which UTF-8 cannot encode");
  }
  return { text, copy, secrets };
}

function containsLoneSurrogate(json: string): boolean {
  // Most texts end here, without the copy. It has no escaped backslashes, after which `ud` is text.
  if (!json.includes(surrogateEscape)) return false;
  return json.replaceAll("\\\\", "").includes(surrogateEscape);
}
