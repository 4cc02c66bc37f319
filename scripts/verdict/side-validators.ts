import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { validatorSchemas } from "../generate/validator-schemas.js";
import { fieldsOf, isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { markedFields, type Side } from "../openapi/markers.js";
import { lenientRegExp } from "./sample-scalars.js";

/** Schemas of one side of a document in the form of the generated validators. */
export interface SideValidators {
  readonly definitions: JsonObject;
  /** Reference to a schema by its number; absent if it cannot be converted. */
  readonly references: readonly (string | undefined)[];
  /** The validator at a reference; absent if ajv cannot compile it. */
  readonly validatorAt: (reference: string) => ValidateFunction | undefined;
}

/** Converts schemas as the generator does, and compiles a validator for each that is asked for. */
export function sideValidators(
  document: OpenapiDocument,
  side: Side,
  schemas: readonly JsonObject[],
): SideValidators {
  // A validator lets read-only fields pass; here callers are those who leave them out.
  const present = side === "request" ? withoutReadOnly(document) : (schema: Json) => schema;
  const converted = validatorSchemas(fieldsOf(present(document)), side);
  const references = schemas.map((schema, at) =>
    ifPossible(() => converted.add(`part ${at}`, present(schema))),
  );
  const { $defs } = converted.definitions();
  const ajv = new Ajv2020({
    // Most validators run some hundred times: optimizing them takes longer.
    code: { optimize: false, regExp: Object.assign(lenientRegExp, { code: "" }) },
    inlineRefs: false,
    multipleOfPrecision: 6,
    meta: false,
    logger: false,
    strict: false,
    validateSchema: false,
  });
  formats.default(ajv);
  // 3.1 says contentEncoding, which refuses nothing.
  ajv.addFormat("byte", true);
  ajv.opts.dynamicRef = false;
  ajv.opts.unevaluated = JSON.stringify($defs).includes('"unevaluated');
  ajv.addSchema({ $id: side, $defs });
  return {
    definitions: fieldsOf($defs),
    references,
    validatorAt: (reference) => ifPossible(() => ajv.compile({ $ref: `${side}${reference}` })),
  };
}

/** A document is compared as far as it can be: what ajv refuses is left to the other judges. */
function ifPossible<Result>(make: () => Result): Result | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function withoutReadOnly(document: OpenapiDocument): (schema: Json) => Json {
  const { isMarked } = markedFields(document, "readOnly");
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return itemsOf(value).map(visit);
    if (!isObject(value)) return value;
    const entries = Object.entries(value).map(([name, part]): [string, Json] => [
      name,
      visit(name === "properties" ? presentIn(fieldsOf(part)) : part),
    ]);
    return Object.fromEntries(entries);
  };
  const presentIn = (properties: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(properties).filter(([, schema]) => !isMarked(schema)));
  return visit;
}
