import type { ReadSuccess } from "./attempt.js";
import { GatewayInputError } from "./errors/gateway-input-error.js";
import {
  deepestNesting,
  isLost,
  isTooDeep,
  textsIn,
  visitFields,
  type FieldPath,
} from "./fields.js";
import type { ValidationError, Validator } from "./generated/validators.js";

/** A request body that was copied once and judged: what is in it is what is sent. */
export interface JudgedBody<Body> {
  readonly body: Body;
  /** The same as JSON; `undefined` where there is none. */
  readonly text: string | undefined;
  /** The texts of its write-only fields, which nothing may show. */
  readonly secrets: readonly string[];
}

/** What the spec says of one body. */
export interface BodyRules<Body> {
  readonly validator: Validator<Body>;
  readonly writeOnly: readonly FieldPath[];
}

/**
 * Copies a request body as JSON and judges the copy by the spec's schema.
 *
 * @param field how the caller knows the body
 * @throws GatewayInputError that names the field, never what is in it
 */
export function judgeRequestBody<Body>(
  field: string,
  original: unknown,
  { validator, writeOnly }: BodyRules<Body>,
): JudgedBody<Body> {
  const { text, body } = copyAsJson(field, original, writeOnly);
  if (!validator(body)) {
    const { path, problem } = firstProblem(validator.errors, body);
    throw new GatewayInputError([field, ...path].join("."), problem);
  }
  const secrets: string[] = [];
  for (const path of writeOnly) {
    visitFields(body, path, (holder, name) => {
      for (const secret of textsIn(holder[name])) secrets.push(secret);
    });
  }
  return { body, text, secrets };
}

/** Makes what reads a success: JSON, without write-only fields, of the shape that the spec promises. */
export function successReader<Value>({
  validator,
  writeOnly,
}: BodyRules<Value>): ReadSuccess<Value> {
  return (bytes) => {
    let value: unknown;
    try {
      value = bytes.byteLength === 0 ? undefined : JSON.parse(utf8().decode(bytes));
    } catch {
      return "its body is not JSON";
    }
    if (isTooDeep(value)) return `its body is ${tooDeep}`;
    for (const path of writeOnly) {
      visitFields(value, path, (holder, name) => delete holder[name]);
    }
    if (validator(value)) return { value };
    if (value === undefined) return "its body is empty";
    const { path, problem } = firstProblem(validator.errors, value);
    return `its body breaks the spec: ${["body", ...path].join(".")} ${problem}`;
  };
}

const tooDeep = `nested deeper than ${deepestNesting} levels`;

let decoder: TextDecoder | undefined;

/** Made for the first answer, not at import: a platform's first decoder costs half a millisecond. */
const utf8 = (): TextDecoder => (decoder ??= new TextDecoder("utf-8", { fatal: true }));

/** JSON.stringify writes a surrogate as an escape only where its other half is missing. */
const surrogateEscape = "\\ud";

function copyAsJson(
  field: string,
  original: unknown,
  writeOnly: readonly FieldPath[],
): { text: string | undefined; body: unknown } {
  let text: string | undefined;
  let body: unknown;
  let lost: FieldPath | undefined;
  try {
    text = JSON.stringify(original);
    body = text === undefined ? undefined : JSON.parse(text);
    lost = writeOnly.find((path) => isLost(original, body, path));
  } catch {
    // A getter that throws may say anything, the value included.
    throw new GatewayInputError(field, "cannot be written as JSON");
  }
  if (lost) {
    const place = [field, ...lost].join(".");
    throw new GatewayInputError(place, "is undefined: leave it out, or is a variable not set?");
  }
  if (isTooDeep(body)) throw new GatewayInputError(field, `is ${tooDeep}`);
  if (text !== undefined && holdsHalfSurrogatePair(text)) {
    throw new GatewayInputError(field, "holds half a surrogate pair, which UTF-8 cannot carry");
  }
  return { text, body };
}

function holdsHalfSurrogatePair(json: string): boolean {
  // Most texts end here, without the copy. It has no escaped backslashes, after which `ud` is text.
  if (!json.includes(surrogateEscape)) return false;
  return json.replaceAll("\\\\", "").includes(surrogateEscape);
}

/** Where a body breaks its schema and how, told without what is in it. */
export function firstProblem(
  errors: readonly ValidationError[] | null | undefined,
  body: unknown,
): { path: string[]; problem: string } {
  const { instancePath = "", keyword, params = {}, message = "is wrong" } = errors?.[0] ?? {};
  const path = instancePath
    .split("/")
    .slice(1)
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (keyword === "required") {
    return { path: [...path, String(params["missingProperty"])], problem: "is missing" };
  }
  const allowed = params["allowedValues"] ?? params["allowedValue"];
  if (allowed !== undefined) return { path, problem: `${message}: ${JSON.stringify(allowed)}` };
  const came = keyword === "type" ? `, got ${typeNameAt(body, path)}` : "";
  return { path, problem: `${message}${came}` };
}

/** The JSON type of what is at a place: all that may be told of it. */
function typeNameAt(body: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>((holder, name) => Reflect.get(Object(holder), name), body);
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
