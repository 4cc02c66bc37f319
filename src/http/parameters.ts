import { GatewayInputError } from "../errors/gateway-input-error.js";
import { isObject } from "../input/is-object.js";
import { ownOptions } from "../input/option-checks.js";
import { checkPathParameter } from "../input/path-parameter.js";

/** Parameters of one place, not checked yet. */
type Parameters = Readonly<Record<string, unknown>>;

/** A variable in a path template; its name is without the operators of RFC 6570. */
const variable = /\{[.;]?([^{}*]+)\*?\}/g;

/**
 * Checks that path parameters are those of a template, and that each makes one valid segment.
 *
 * @param lists names of those that may be lists or objects
 * @throws GatewayInputError that names the parameter
 */
export function checkPathParameters(
  template: string,
  values: Parameters,
  lists: readonly string[],
): Parameters {
  const names = [...template.matchAll(variable)].map(([, name]) => String(name));
  const own = ownOptions(values, names, "params.path");
  return Object.fromEntries(
    names.map((name) => {
      const field = `params.path.${name}`;
      const check = lists.includes(name) ? checkParts : checkPathParameter;
      return [name, check(field, own[name])];
    }),
  );
}

/** Checks each part of a list or an object; together they are one segment. */
function checkParts(field: string, value: unknown): unknown {
  if (!isObject(value)) return checkPathParameter(field, value);
  const parts = Object.entries(value);
  if (parts.length === 0) throw new GatewayInputError(field, "is empty");
  const checked = parts.map(([name, part]): [string, string] => [
    // openapi-fetch encodes values alone.
    encodeURIComponent(checkPathParameter(`${field}.${name}`, name)),
    checkPathParameter(`${field}.${name}`, part),
  ]);
  return Array.isArray(value) ? checked.map(([, part]) => part) : Object.fromEntries(checked);
}

/** Turns header parameters into texts, in the one style that headers have; other values stay. */
export const headerParameters = (values: Parameters): Parameters =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, headerText(value)]));

function headerText(value: unknown): unknown {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!isObject(value)) return value;
  const parts: readonly unknown[] = Array.isArray(value) ? value : Object.entries(value).flat();
  return parts.every(isScalar) ? parts.join() : value;
}

const isScalar = (part: unknown): boolean => ["string", "number", "boolean"].includes(typeof part);
