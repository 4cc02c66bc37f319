import { CommandError } from "../lib/command-error.js";
import { itemsOf, type Json, type JsonObject } from "../lib/json.js";

/** Translates OpenAPI's own keywords to JSON Schema. */
export function asJsonSchema(schema: JsonObject): JsonObject {
  if (schema["$dynamicRef"] !== undefined || schema["$recursiveRef"] !== undefined) {
    throw new CommandError("expected schemas without $dynamicRef and $recursiveRef, found one");
  }
  const { nullable, minimum, maximum, exclusiveMinimum, exclusiveMaximum, items, ...rest } =
    withoutEmptyEnum(withInt32(schema));
  const converted: JsonObject = {
    ...rest,
    ...(Array.isArray(items) ? { prefixItems: items } : items !== undefined && { items }),
    ...limit("minimum", minimum, "exclusiveMinimum", exclusiveMinimum),
    ...limit("maximum", maximum, "exclusiveMaximum", exclusiveMaximum),
  };
  if (nullable !== true) return converted;
  const { type } = converted;
  const isPlain = !["$ref", "allOf", "anyOf", "const", "enum", "not", "oneOf"].some(
    (keyword) => converted[keyword] !== undefined,
  );
  return typeof type === "string" && isPlain
    ? { ...converted, type: [type, "null"] }
    : { anyOf: [converted, { type: "null" }] };
}

function limit(
  name: string,
  value: Json | undefined,
  exclusiveName: string,
  exclusive: Json | undefined,
): JsonObject {
  if (exclusive === true) return value === undefined ? {} : { [exclusiveName]: value };
  return {
    ...(value !== undefined && { [name]: value }),
    ...(exclusive !== undefined && exclusive !== false && { [exclusiveName]: exclusive }),
  };
}

const int32 = { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, multipleOf: 1 };

/** Spells the format of 32 bits out, except for plain integers, for which it is a format of validators. */
function withInt32({ format, ...schema }: JsonObject): JsonObject {
  if (format === undefined) return schema;
  const isPlain = schema["type"] === "integer" && schema["nullable"] !== true;
  if (format !== "int32" || isPlain) return { ...schema, format };
  return { ...schema, allOf: [...itemsOf(schema["allOf"]), int32] };
}

/** Nothing fits an `enum` without values, which ajv takes for a mistake. */
function withoutEmptyEnum({ enum: values, ...schema }: JsonObject): JsonObject {
  if (values === undefined) return schema;
  if (itemsOf(values).length > 0) return { ...schema, enum: values };
  return { ...schema, allOf: [...itemsOf(schema["allOf"]), false] };
}
