import type { ValidationError } from "../generated/validators.js";

/** Place and kind of the first violation of a schema, without the content there. */
export function describeError(
  errors: readonly ValidationError[] | null | undefined,
  body: unknown,
): { path: readonly string[]; problem: string } {
  const { path = [], keyword, params = {}, message = "is invalid" } = errors?.[0] ?? {};
  if (keyword === "required") {
    return { path: [...path, String(params["missingProperty"])], problem: "is missing" };
  }
  const allowed = params["allowedValues"] ?? params["allowedValue"];
  if (allowed !== undefined) return { path, problem: `${message}: ${JSON.stringify(allowed)}` };
  const actual = keyword === "type" ? `, got ${typeNameAt(body, path)}` : "";
  return { path, problem: `${message}${actual}` };
}

/** The JSON type of the content at a place, which is all that may be told of it. */
function typeNameAt(body: unknown, path: readonly string[]): string {
  const value = path.reduce<unknown>((holder, name) => Reflect.get(Object(holder), name), body);
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
