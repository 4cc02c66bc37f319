/**
 * The same for the operations that stand beside createSecret, whether we describe them or they are vendored:
 * each change of the effective document that matters to callers is caught by the generator or by the pinned
 * contracts, and each that cannot matter passes.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { checkBodies } from "../../scripts/generate/check-bodies.js";
import { emitSpec } from "../../scripts/generate/emit-spec.js";
import { emitTypes } from "../../scripts/generate/emit-types.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { readEffectiveDocument } from "../../scripts/vendor/effective-document.js";
import { complaintsAbout } from "./complaints.js";

const effective = JSON.stringify(await readEffectiveDocument(projectRoot));
const collection = "/v1/accounts/{account_id}/secrets";
const item = `${collection}/{secret_id}`;

/** A document that mutations may do anything with. */
type Draft = ReturnType<typeof draft>;

function draft() {
  const document = JSON.parse(effective);
  const { schemas } = document.components;
  const operations = {
    list: document.paths[collection].get,
    get: document.paths[item].get,
    update: document.paths[item].patch,
    delete: document.paths[item].delete,
  };
  const body = operations.update.requestBody.content["application/json"].schema;
  return { document, schemas, ...operations, body };
}

/** Generates from a mutated document what the contracts read. */
async function generatedAfter(mutate: (draft: Draft) => unknown): Promise<Map<string, string>> {
  const mutated = draft();
  mutate(mutated);
  const document = parseOpenapi(JSON.stringify(mutated.document));
  for (const id of ["Gateway_UpdateSecret", "Gateway_ListSecrets"]) checkBodies(document, id);
  const { marked } = await emitTypes(document);
  return new Map([
    ["spec.ts", emitSpec(document)],
    ["schema.ts", marked],
  ]);
}

function rename(holder: Record<string, unknown>, from: string, to: string): void {
  holder[to] = holder[from];
  delete holder[from];
}

/** The operation and where it stands. */
const places = {
  list: ["Gateway_ListSecrets", collection, "get"],
  get: ["Gateway_GetSecret", item, "get"],
  update: ["Gateway_UpdateSecret", item, "patch"],
  delete: ["Gateway_DeleteSecret", item, "delete"],
} as const;

type Name = keyof typeof places;
const names: readonly Name[] = ["list", "get", "update", "delete"];

type Mutation = readonly [change: string, named: string, mutate: (draft: Draft) => unknown];

/** Changes that matter whatever the operation. */
function commonMutations(name: Name): Mutation[] {
  const [id, path, method] = places[name];
  return [
    ["its method", "put", ({ document }) => rename(document.paths[path], method, "put")],
    [
      "its path",
      `${path}:x`,
      ({ document }) => {
        document.paths[`${path}:x`] = { [method]: document.paths[path][method] };
        delete document.paths[path][method];
      },
    ],
    ["its id", id, (all) => (all[name].operationId = "Gateway_Other")],
    ["its success", "200", (all) => rename(all[name].responses, "200", "204")],
    [
      "the content type of its success",
      "application/json",
      (all) => rename(all[name].responses["200"].content, "application/json", "text/plain"),
    ],
    ["its security", "security", (all) => (all[name].security = [])],
    [
      "its server",
      "https://x.example",
      (all) => (all[name].servers = [{ url: "https://x.example" }]),
    ],
    ["its deprecation", "deprecated", (all) => (all[name].deprecated = true)],
    [
      "its body, which is new or gone",
      "requestBody",
      (all) => {
        if (all[name].requestBody) delete all[name].requestBody;
        else all[name].requestBody = { content: { "application/json": { schema: {} } } };
      },
    ],
    [
      "a required parameter, which is new",
      "region",
      (all) =>
        all[name].parameters.push({
          name: "region",
          in: "query",
          required: true,
          schema: { type: "string" },
        }),
    ],
  ];
}

/** Changes of each parameter that an operation has. */
function parameterMutations(name: Name): Mutation[] {
  return draft()[name].parameters.flatMap(
    ({ name: parameter, in: place }: ParameterFields, index: number): Mutation[] => {
      const at = (all: Draft) => all[name].parameters[index];
      return [
        [`${parameter}, which is gone`, parameter, (all) => all[name].parameters.splice(index, 1)],
        [`the name of ${parameter}`, parameter, (all) => (at(all).name = "other")],
        [
          `the place of ${parameter}`,
          parameter,
          (all) => (at(all).in = place === "path" ? "query" : "header"),
        ],
        [`the type of ${parameter}`, parameter, (all) => (at(all).schema = { type: "boolean" })],
        [
          `the requiredness of ${parameter}`,
          "required",
          (all) => (at(all).required = place !== "path"),
        ],
      ];
    },
  );
}

interface ParameterFields {
  readonly name: string;
  readonly in: string;
}

const bodyMutations: readonly Mutation[] = ["keyName", "value"].flatMap((field): Mutation[] => [
  [`${field}, which is gone`, field, ({ body }) => removeField(body, field)],
  [
    `the name of ${field}`,
    field,
    ({ body }) => {
      rename(body.properties, field, "other");
      body.required = body.required.map((name: string) => (name === field ? "other" : name));
    },
  ],
  [`the type of ${field}`, "number", ({ body }) => (body.properties[field].type = "number")],
  [`a limit of ${field}`, "maxLength", ({ body }) => (body.properties[field].maxLength = 8)],
  [
    `the requiredness of ${field}`,
    field,
    ({ body }) => (body.required = field === "value" ? ["keyName", "value"] : []),
  ],
]);

const furtherBodyMutations: readonly Mutation[] = [
  [
    "the mark of value",
    "body.value of Gateway_UpdateSecret",
    ({ body }) => delete body.properties.value.writeOnly,
  ],
  ["a mark of keyName", "keyName", ({ body }) => (body.properties.keyName.writeOnly = true)],
  [
    "a required field, which is new",
    "region",
    ({ body }) => {
      body.properties.region = { type: "string" };
      body.required.push("region");
    },
  ],
  [
    "a required field that is no property",
    "body.secret",
    ({ body }) => body.required.push("secret"),
  ],
  [
    "a secret that nobody marked",
    "body.token",
    ({ body }) => (body.properties.token = { type: "string" }),
  ],
  ["the requiredness of the body", "required", ({ update }) => delete update.requestBody.required],
  [
    "the content type of the body",
    "application/json",
    ({ update }) => rename(update.requestBody.content, "application/json", "application/xml"),
  ],
  [
    "unknown fields, which are forbidden",
    "additionalProperties",
    ({ body }) => (body.additionalProperties = false),
  ],
];

const pageMutations: readonly Mutation[] = ["secrets", "nextPageToken", "totalSize"].flatMap(
  (field): Mutation[] => [
    [
      `${field}, which is gone`,
      field,
      ({ schemas }) => removeField(schemas.gatewayListSecretsResponse, field),
    ],
    [
      `the name of ${field}`,
      field,
      ({ schemas }) => rename(schemas.gatewayListSecretsResponse.properties, field, "other"),
    ],
    [
      `the type of ${field}`,
      field,
      ({ schemas }) => (schemas.gatewayListSecretsResponse.properties[field] = { type: "boolean" }),
    ],
    [
      `the requiredness of ${field}`,
      field,
      ({ schemas }) => (schemas.gatewayListSecretsResponse.required = [field]),
    ],
  ],
);

function removeField(
  schema: { properties: Record<string, unknown>; required?: string[] },
  field: string,
): void {
  delete schema.properties[field];
  if (schema.required) schema.required = schema.required.filter((name) => name !== field);
}

const resultMutations = (name: "get" | "update"): readonly Mutation[] => [
  [
    "its result, which is another schema",
    "keyName",
    (all) => {
      all.schemas.other = {
        type: "object",
        required: ["name"],
        properties: { name: { type: "string" } },
      };
      all[name].responses["200"].content["application/json"].schema = {
        $ref: "#/components/schemas/other",
      };
    },
  ],
  [
    "its result, which has no mark of value",
    "value",
    (all) => {
      all.schemas.other = structuredClone(all.schemas.gatewaySecret);
      delete all.schemas.other.properties.value.writeOnly;
      all[name].responses["200"].content["application/json"].schema = {
        $ref: "#/components/schemas/other",
      };
    },
  ],
];

const deletionMutations: readonly Mutation[] = [
  [
    "its result, which has a field",
    "'name'",
    (all) => {
      all.delete.responses["200"].content["application/json"].schema.properties.name = {
        type: "string",
      };
    },
  ],
  [
    "its result, which is a text",
    "string",
    (all) => {
      all.delete.responses["200"].content["application/json"].schema = { type: "string" };
    },
  ],
];

const mutations: Record<Name, readonly Mutation[]> = {
  list: [...commonMutations("list"), ...parameterMutations("list"), ...pageMutations],
  get: [...commonMutations("get"), ...parameterMutations("get"), ...resultMutations("get")],
  update: [
    ...commonMutations("update"),
    ...parameterMutations("update"),
    ...bodyMutations,
    ...furtherBodyMutations,
    ...resultMutations("update"),
  ],
  delete: [...commonMutations("delete"), ...parameterMutations("delete"), ...deletionMutations],
};

const harmless: Record<string, (all: Draft, name: Name) => unknown> = {
  "its summary": (all, name) => (all[name].summary = "Other words"),
  "its description": (all, name) => (all[name].description = "Other words"),
  "its tags": (all, name) => (all[name].tags = ["Secrets"]),
  "the description of a parameter": (all, name) => (all[name].parameters[0].description = "Whose"),
  "an example of a parameter": (all, name) => (all[name].parameters[0].example = "acme"),
  "the order of its parameters": (all, name) =>
    (all[name].parameters = all[name].parameters.toReversed()),
  "the description of its success": (all, name) => (all[name].responses["200"].description = "OK"),
  "a declared error": (all, name) => (all[name].responses["404"] = { description: "None." }),
  "the prose of a field": (all) => {
    all.body.properties.keyName.description = "Other words";
    all.schemas.gatewayListSecretsResponse.properties.totalSize.title = "Other words";
  },
  "an optional field, which is new": (all) => {
    const { gatewaySecret, gatewayListSecretsResponse } = all.schemas;
    for (const schema of [all.body, gatewaySecret, gatewayListSecretsResponse]) {
      schema.properties.region = { type: "string", maxLength: 64 };
    }
  },
  "an optional parameter, which is new": (all, name) =>
    all[name].parameters.push(
      { name: "limit", in: "query", schema: { type: "integer", format: "int32" } },
      { name: "x-team", in: "header", schema: { type: "string" } },
    ),
  "the order of the fields": (all) => {
    for (const schema of [all.body, all.schemas.gatewayListSecretsResponse]) {
      schema.properties = Object.fromEntries(Object.entries(schema.properties).toReversed());
    }
  },
};

const allHarmless = (name: Name) => (all: Draft) => {
  for (const change of Object.values(harmless)) change(all, name);
};

let complaints: ReadonlyMap<string, string>;

beforeAll(async () => {
  const cases = names.flatMap((name) => [
    [`${name}: harmless`, allHarmless(name)] as const,
    ...mutations[name].map(([change, , mutate]) => [`${name}: ${change}`, mutate] as const),
  ]);
  const all = [["none", () => {}] as const, ...cases];
  complaints = await complaintsAbout(
    ["test/contracts.test-d.ts"],
    new Map(all.map(([change, mutate]) => [change, () => generatedAfter(mutate)])),
  );
});

test("the effective document as it is compiles", () => {
  expect(complaints.get("none")).toBe("");
});

describe.each(names)("a change of %s that matters is caught by name:", (name) => {
  test.each(mutations[name])("%s", (change, named) => {
    expect(complaints.get(`${name}: ${change}`)).toContain(named);
  });
});

test.each(names)("changes of %s that cannot matter pass, all at once", (name) => {
  expect(complaints.get(`${name}: harmless`)).toBe("");
});
