import { fieldsOf, textOf, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { schemasOf, type Operation } from "../openapi/operations.js";
import { resolve } from "../openapi/references.js";

/** How the parameters of an operation are written, as far as it differs from a client's defaults. */
export interface ParameterStyles {
  /** The path with the operators of RFC 6570: `/things/{;ids*}`. */
  readonly template?: string;
  /** Path parameters that may be lists or objects. */
  readonly lists?: string[];
  /** Styles of query parameters by name, as openapi-fetch takes them. */
  readonly query?: JsonObject;
}

/** Describes how the parameters of an operation are written. */
export function parameterStyles(document: OpenapiDocument, operation: Operation): ParameterStyles {
  const parametersIn = (place: string): readonly JsonObject[] =>
    operation.parameters.filter((parameter) => parameter["in"] === place);
  const lists = parametersIn("path")
    .filter((parameter) => mayBe(document, parameter, ["array", "object"]))
    .map((parameter) => textOf(parameter["name"]));
  const template = parametersIn("path").reduce(withOperators, operation.path);
  const query = parametersIn("query").flatMap((parameter) => {
    const style = queryStyle(document, parameter);
    return style ? [[textOf(parameter["name"]), style] as const] : [];
  });
  return {
    ...(template !== operation.path && { template }),
    ...(lists.length > 0 && { lists }),
    ...(query.length > 0 && { query: Object.fromEntries(query) }),
  };
}

const operators: Readonly<Record<string, string>> = { label: ".", matrix: ";" };

function withOperators(template: string, { name, style, explode }: JsonObject): string {
  const variable = `${operators[textOf(style ?? "")] ?? ""}${textOf(name)}${explode === true ? "*" : ""}`;
  return template.replace(`{${textOf(name)}}`, () => `{${variable}}`);
}

/** The style of a query parameter; `undefined` if it is written as openapi-fetch does by itself. */
function queryStyle(document: OpenapiDocument, parameter: JsonObject): JsonObject | undefined {
  if (parameter["schema"] === undefined && schemasOf(parameter).length > 0) return { isJson: true };
  const style = textOf(parameter["style"] ?? "form");
  const explode = parameter["explode"] ?? style === "form";
  const may = (type: "array" | "object"): boolean => mayBe(document, parameter, [type]);
  // As openapi-fetch writes them: every item for itself, and objects as `name[field]=value`.
  const isUsualList = explode === true || style === "deepObject";
  const isUsualObject = style !== "form";
  const found = {
    ...(!isUsualList && may("array") && { array: { style, explode } }),
    ...(!isUsualObject && may("object") && { object: { style, explode } }),
    ...(parameter["allowReserved"] === true && { allowReserved: true }),
  };
  return Object.keys(found).length > 0 ? found : undefined;
}

/** Keywords by which a schema without a type tells what it is for. */
const structure = {
  array: ["items", "prefixItems"],
  object: ["additionalProperties", "properties"],
};
const unions = ["allOf", "anyOf", "oneOf"];

/** Tells by a parameter's schema whether its value may have one of these types. */
export function mayBe(
  document: OpenapiDocument,
  parameter: JsonObject,
  types: readonly ("array" | "object")[],
): boolean {
  const schema = fieldsOf(resolve(document, parameter["schema"] ?? {}));
  const declared = [schema["type"] ?? []].flat().map(textOf);
  if (declared.length > 0) return types.some((type) => declared.includes(type));
  const keywords = [...types.flatMap((type) => structure[type]), ...unions];
  return keywords.some((keyword) => schema[keyword] !== undefined);
}
