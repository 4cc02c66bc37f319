import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { transform } from "esbuild";
import { madeData } from "../../scripts/generate/made-data.js";
import { operationConstants } from "../../scripts/generate/operation-constants.js";
import { fieldsOf, isObject, itemsOf, textOf, type Json } from "../../scripts/lib/json.js";
import type { OpenapiDocument } from "../../scripts/openapi/document.js";
import { markedFields, type Side } from "../../scripts/openapi/markers.js";
import {
  jsonSchemaOf,
  operationsOf,
  requestBodyOf,
  successesOf,
  type Operation,
} from "../../scripts/openapi/operations.js";
import { lookUp } from "../../scripts/openapi/references.js";
import { visitFields, type JsonPath } from "../../src/operations/json-path.js";

/** Verdicts of generated validators beside those of ajv on the document as it is. */
export interface Judged {
  readonly bodies: number;
  /** Bodies with another verdict, each with the operation. */
  readonly differences: readonly string[];
}

type Validate = (data: unknown, status?: number) => unknown;
type Validators = Readonly<Record<string, Readonly<Record<string, Validate | undefined>>>>;

/** Judges made bodies of the requests and successes of wrapped operations. */
export async function judgeBodies(
  document: OpenapiDocument,
  wrapped: readonly string[],
  validatorsModule: string,
): Promise<Judged> {
  const running = await run(validatorsModule);
  const constants = operationConstants(operationsOf(document).map(({ id }) => id));
  const judges = { request: judgeOf(document, "request"), response: judgeOf(document, "response") };
  const writeOnly = markedFields(document, "writeOnly");
  const bodies = operationsOf(document)
    .filter(({ id }) => wrapped.includes(id))
    .flatMap((operation) => bodiesOf(document, operation));
  const verdicts = bodies.flatMap(({ id, side, schema, status }) => {
    const ours = running[constants.get(id) ?? ""]?.[side];
    const theirs = judges[side](schema);
    return madeData(schema, (reference) => lookUp(document, reference)).map((made) => {
      const data = side === "request" ? made : withoutFields(made, writeOnly.pathsIn(schema));
      const isSame = ours?.(data, status) === theirs(data);
      return isSame ? undefined : `${id}: ${JSON.stringify(data)}`;
    });
  });
  const differences = verdicts.filter((difference) => difference !== undefined);
  return { bodies: verdicts.length, differences };
}

/** A copy without write-only fields: they are removed from a response before it is validated. */
function withoutFields(data: Json, paths: readonly JsonPath[]): unknown {
  const copy: unknown = structuredClone(data);
  for (const path of paths) visitFields(copy, path, (holder, name) => delete holder[name]);
  return copy;
}

interface Body {
  readonly id: string;
  readonly side: Side;
  readonly schema: Json;
  readonly status?: number;
}

function bodiesOf(document: OpenapiDocument, operation: Operation): Body[] {
  const { id } = operation;
  const request = jsonSchemaOf(requestBodyOf(document, operation));
  const requests: Body[] = request ? [{ id, side: "request", schema: request.schema }] : [];
  const responses = successesOf(document, operation).flatMap(([name, response]): Body[] => {
    const content = jsonSchemaOf(response);
    const status = Number(name.replace("XX", "99").replace("default", "299"));
    return content ? [{ id, side: "response", schema: content.schema, status }] : [];
  });
  return [...requests, ...responses];
}

/** Makes ajv's validators of a document's own schemas. */
function judgeOf(document: OpenapiDocument, side: Side): (schema: Json) => Validate {
  const ajv = new Ajv2020({
    logger: false,
    multipleOfPrecision: 6,
    ownProperties: true,
    strict: false,
    validateSchema: false,
  });
  formats.default(ajv);
  const components = asJsonSchema(document["components"] ?? {}, side);
  return (schema) => {
    const validate = ajv.compile({ ...fieldsOf(asJsonSchema(schema, side)), components });
    return (data) => validate(data);
  };
}

/** Replaces what OpenAPI says otherwise than JSON Schema, or in addition to it. */
function asJsonSchema(value: Json, side: Side): Json {
  if (Array.isArray(value)) return value.map((item: Json) => asJsonSchema(item, side));
  if (!isObject(value)) return value;
  const copy: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(value)) copy[name] = asJsonSchema(inner, side);
  for (const [bound, flag] of [
    ["minimum", "exclusiveMinimum"],
    ["maximum", "exclusiveMaximum"],
  ] as const) {
    if (typeof copy[flag] !== "boolean") continue;
    if (copy[flag] && copy[bound] !== undefined) {
      copy[flag] = copy[bound];
      delete copy[bound];
    } else delete copy[flag];
  }
  const marker = side === "request" ? "readOnly" : "writeOnly";
  const isAbsent = (name: string): boolean =>
    fieldsOf(fieldsOf(value["properties"])[name])[marker] === true;
  if (Array.isArray(value["required"])) {
    copy["required"] = itemsOf(value["required"]).filter((name) => !isAbsent(textOf(name)));
  }
  if (copy["nullable"] !== true || copy["type"] !== undefined) return copy;
  // Ajv knows it beside a type only.
  const { nullable: _, ...rest } = copy;
  return { anyOf: [{ type: "null" }, rest] };
}

async function run(source: string): Promise<Validators> {
  const { code } = await transform(source, { loader: "ts" });
  const folder = await mkdtemp(join(tmpdir(), "validators-"));
  const file = join(folder, "validators.mjs");
  await writeFile(file, code);
  try {
    return await import(pathToFileURL(file).href);
  } finally {
    await rm(folder, { recursive: true });
  }
}
