import { parse } from "yaml";
import { parseOpenapi, type OpenapiDocument } from "../../../scripts/openapi/document.js";
import type { Verdict } from "../../../scripts/verdict/change.js";

/** Two versions of a document, and what the change means to callers. */
export interface ContractChange {
  readonly name: string;
  readonly verdict: Verdict;
  /** Words of a reason. */
  readonly reason: string;
  readonly from: OpenapiDocument;
  readonly to: OpenapiDocument;
}

const text = "{ type: string }";
const json = (schema: string): string => `{ content: { application/json: { schema: ${schema} } } }`;
const fields = (names: string, required = ""): string => {
  const properties = names.split(" ").map((name) => `${name}: ${text}`);
  return `{ type: object, required: [${required}], properties: { ${properties.join(", ")} } }`;
};
const done = `'200': { description: Done }`;

const body = (types: Readonly<Record<string, string>>): string => {
  const content = Object.entries(types).map(([type, schema]) => `${type}: { schema: ${schema} }`);
  return `{ required: true, content: { ${content.join(", ")} } }`;
};
const taking = (types: Readonly<Record<string, string>>): string =>
  `{ operationId: A, requestBody: ${body(types)}, responses: { ${done} } }`;

const returning = (responses: Readonly<Record<string, string>>): string => {
  const all = Object.entries(responses).map(
    ([status, response]) => `'${status}': { description: "", ${response.slice(1)}`,
  );
  return `{ operationId: A, responses: { ${all.join(", ")} } }`;
};
const headers = (some: string): string =>
  `{ operationId: A, responses: { '200': { description: "", headers: ${some} } } }`;

const calling = (payload: string, responses = done): string =>
  `{ operationId: A, responses: { ${done} }, callbacks: { onDone: { '{$request.body#/url}': { post: { requestBody: ${json(payload)}, responses: { ${responses} } } } } } }`;
const hooks = (name: string, payload: string): string =>
  `{ webhooks: { ${name}: { post: { requestBody: ${json(payload)}, responses: { ${done} } } } } }`;
const secured = (security: string): string =>
  `{ operationId: A, security: ${security}, responses: { ${done} } }`;
const served = (url: string): string => `{ servers: [{ url: '${url}' }] }`;
const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

const xml = "application/xml";
const form = "multipart/form-data";

type Row = readonly [name: string, verdict: Verdict, reason: string, from: string, to: string];

const operations: readonly Row[] = [
  [
    "a required field in one of two content types of the request",
    "major",
    "The input requires body.tenant (application/json).",
    taking({ "application/json": fields("x"), [xml]: fields("x") }),
    taking({ "application/json": fields("x tenant", "tenant"), [xml]: fields("x") }),
  ],
  [
    "a field gone from one of two content types of the response",
    "major",
    "The result's n is gone (application/json).",
    returning({
      200: `{ content: { application/json: { schema: ${fields("id n")} }, ${xml}: { schema: ${fields("id n")} } } }`,
    }),
    returning({
      200: `{ content: { application/json: { schema: ${fields("id")} }, ${xml}: { schema: ${fields("id n")} } } }`,
    }),
  ],
  [
    "a limit in one of two content types of the request",
    "major",
    "maxLength at body.x was not given and is 5 (multipart/form-data).",
    taking({ "application/json": fields("x"), [form]: fields("x") }),
    taking({
      "application/json": fields("x"),
      [form]: "{ type: object, properties: { x: { type: string, maxLength: 5 } } }",
    }),
  ],
  [
    "the same change in both content types",
    "major",
    "The input requires body.tenant (application/json; application/xml).",
    taking({ "application/json": fields("x"), [xml]: fields("x") }),
    taking({
      "application/json": fields("x tenant", "tenant"),
      [xml]: fields("x tenant", "tenant"),
    }),
  ],
  [
    "required beside a reference in a form",
    "major",
    "The input requires body.a.",
    taking({ [form]: ref("AB") }),
    taking({ [form]: `{ $ref: '#/components/schemas/AB', required: [a] }` }),
  ],
  [
    "a field gone from one of two successes",
    "major",
    "The result's n is gone (201).",
    returning({ 200: json(fields("id n")), 201: json(fields("id n")) }),
    returning({ 200: json(fields("id n")), 201: json(fields("id")) }),
  ],
  [
    "a field that one of two successes may lack",
    "major",
    "The result may lack id (202).",
    returning({ 200: json(fields("id", "id")), 202: json(fields("id", "id")) }),
    returning({ 200: json(fields("id", "id")), 202: json(fields("id")) }),
  ],
  [
    "a new field of one of two successes",
    "minor",
    "The result has n (201).",
    returning({ 200: json(fields("id")), 201: json(fields("id")) }),
    returning({ 200: json(fields("id")), 201: json(fields("id n")) }),
  ],
  [
    "a further success with another body",
    "major",
    "The result may be { ticket: string; }",
    returning({ 200: json(fields("id", "id")) }),
    returning({ 200: json(fields("id", "id")), 202: json(fields("ticket", "ticket")) }),
  ],
  [
    "a required response header removed",
    "major",
    "The result's headers.x-rate is gone.",
    headers("{ X-Rate: { required: true, schema: { type: integer } } }"),
    headers("{}"),
  ],
  [
    "an optional response header removed",
    "major",
    "The result's headers.x-rate is gone.",
    headers("{ X-Rate: { schema: { type: integer } } }"),
    headers("{}"),
  ],
  [
    "a response header that may be absent",
    "major",
    "The result may lack headers.x-rate.",
    headers("{ X-Rate: { required: true, schema: { type: integer } } }"),
    headers("{ X-Rate: { schema: { type: integer } } }"),
  ],
  [
    "a response header of another type",
    "major",
    "The result may be string at headers.x-rate",
    headers("{ X-Rate: { schema: { type: integer } } }"),
    headers(`{ X-Rate: { schema: ${text} } }`),
  ],
  [
    "a response header behind a reference loses a bound",
    "major",
    "maximum at headers.x-rate was 9 and is not given",
    headers("{ X-Rate: { $ref: '#/components/headers/Low' } }"),
    headers("{ X-Rate: { $ref: '#/components/headers/High' } }"),
  ],
  [
    "a new response header",
    "minor",
    "The result has headers.x-rate.",
    headers("{}"),
    headers("{ X-Rate: { schema: { type: integer } } }"),
  ],
  [
    "a response header in other case",
    "patch",
    "Nothing",
    headers("{ X-Rate: { schema: { type: integer } } }"),
    headers("{ x-rate: { schema: { type: integer } } }"),
  ],
  [
    "a field gone from a callback",
    "major",
    "The result's body.n is gone.",
    calling(fields("id n")),
    calling(fields("id")),
  ],
  [
    "a field that a callback may lack",
    "major",
    "The result may lack body.id.",
    calling(fields("id", "id")),
    calling(fields("id")),
  ],
  [
    "a new required field of a callback",
    "minor",
    "The result has body.n.",
    calling(fields("id")),
    calling(fields("id n", "n")),
  ],
  [
    "a callback that asks for a body",
    "major",
    "The input requires ok.",
    calling(
      fields("id"),
      `'200': { description: "", content: { application/json: { schema: ${fields("ok")} } } }`,
    ),
    calling(
      fields("id"),
      `'200': { description: "", content: { application/json: { schema: ${fields("ok", "ok")} } } }`,
    ),
  ],
  [
    "a callback removed",
    "major",
    "The callback post A onDone {$request.body#/url} is gone.",
    calling(fields("id")),
    `{ operationId: A, responses: { ${done} } }`,
  ],
  [
    "a new callback",
    "minor",
    "The callback post A onDone {$request.body#/url} is new.",
    `{ operationId: A, responses: { ${done} } }`,
    calling(fields("id")),
  ],
  [
    "the order of security alternatives and scopes",
    "patch",
    "Nothing",
    secured("[{ K: [r, w] }, { L: [] }]"),
    secured("[{ L: [] }, { K: [w, r] }]"),
  ],
  [
    "the order of schemes that are asked for together",
    "none",
    "",
    secured("[{ K: [r], L: [] }]"),
    secured("[{ L: [], K: [r] }]"),
  ],
  [
    "a further scope",
    "major",
    "The security changed from K r to K r w.",
    secured("[{ K: [r] }]"),
    secured("[{ K: [r, w] }]"),
  ],
  [
    "an alternative of the security gone",
    "major",
    "The security changed from K or L to L.",
    secured("[{ K: [] }, { L: [] }]"),
    secured("[{ L: [] }]"),
  ],
  [
    "every removed enum value",
    "major",
    `The input no longer accepts "west", "north", "south" at body.x.`,
    taking({
      "application/json":
        "{ type: object, properties: { x: { enum: [east, west, north, south] } } }",
    }),
    taking({ "application/json": "{ type: object, properties: { x: { enum: [east] } } }" }),
  ],
  [
    "a field with a longer name beside one without",
    "major",
    "body.placement.regions is gone",
    taking({
      "application/json": `{ type: object, properties: { placement: ${fields("region regions zone")} } }`,
    }),
    taking({
      "application/json": `{ type: object, properties: { placement: ${fields("zone")} } }`,
    }),
  ],
  [
    "the only field of a nested object renamed",
    "major",
    "body.placement.region is gone",
    taking({
      "application/json": `{ type: object, properties: { placement: ${fields("region")} } }`,
    }),
    taking({
      "application/json": `{ type: object, properties: { placement: ${fields("regions")} } }`,
    }),
  ],
  [
    "all query parameters removed",
    "major",
    "The input's parameters.query.b is gone",
    `{ operationId: A, parameters: [{ name: a, in: query, schema: ${text} }, { name: b, in: query, schema: ${text} }], responses: { ${done} } }`,
    `{ operationId: A, responses: { ${done} } }`,
  ],
  [
    "dependentRequired in a parameter",
    "major",
    "body.where",
    taking({ "application/json": `{ type: object, properties: { where: ${fields("a b")} } }` }),
    taking({
      "application/json": `{ type: object, properties: { where: { type: object, dependentRequired: { a: [b] }, properties: { a: ${text}, b: ${text} } } } }`,
    }),
  ],
];

const parameter = (type: string): string =>
  `{ paths: { /a: { post: { operationId: A, parameters: [{ name: q, in: query, schema: { type: ${type} } }], responses: { ${done} } } } }, webhooks: { paid: { post: { requestBody: ${json(ref("AB"))}, responses: { ${done} } } } } }`;
const old = (schema: string): string =>
  `{ openapi: 3.0.3, paths: { /a: { post: ${taking({ "application/json": `{ type: object, properties: { x: ${schema} } }` })} } } }`;
const recent = (schema: string): string => old(schema).replace("3.0.3", "3.1.0");

const documents: readonly Row[] = [
  [
    "a parameter beside an unchanged webhook",
    "major",
    "The input no longer accepts string at parameters.query.q",
    parameter("string"),
    parameter("integer"),
  ],
  [
    "a field gone from a webhook",
    "major",
    "The result's body.n is gone.",
    hooks("paid", fields("id n")),
    hooks("paid", fields("id")),
  ],
  [
    "a new field of a webhook",
    "minor",
    "The result has body.n.",
    hooks("paid", fields("id")),
    hooks("paid", fields("id n")),
  ],
  [
    "a webhook with a wider value",
    "major",
    "The result may be number at body.a",
    hooks("paid", fields("a")),
    hooks("paid", "{ type: object, properties: { a: { type: [string, number] } } }"),
  ],
  [
    "required that a webhook gives up in a branch of allOf",
    "major",
    "The result may lack body.a.",
    hooks("paid", `{ allOf: [${ref("AB")}, { required: [a] }] }`),
    hooks("paid", `{ allOf: [${ref("AB")}] }`),
  ],
  [
    "a webhook removed",
    "major",
    "The webhook post paid is gone.",
    hooks("paid", fields("id")),
    "{}",
  ],
  ["a new webhook", "minor", "The webhook post paid is new.", "{}", hooks("paid", fields("id"))],
  [
    "x-webhooks that become webhooks",
    "patch",
    "Nothing",
    hooks("paid", fields("id")).replace("webhooks", "x-webhooks"),
    hooks("paid", fields("id")),
  ],
  [
    "a field gone from an x-webhook",
    "major",
    "The result's body.n is gone.",
    hooks("paid", fields("id n")).replace("webhooks", "x-webhooks"),
    hooks("paid", fields("id")).replace("webhooks", "x-webhooks"),
  ],
  [
    "a server's trailing slash",
    "patch",
    "Nothing",
    served("https://a.example/v1"),
    served("https://a.example/v1/"),
  ],
  [
    "a server's other path",
    "major",
    "The server changed",
    served("https://a.example/v1"),
    served("https://a.example/v2/"),
  ],
  [
    "3.0's exclusive bound in 3.1",
    "patch",
    "Nothing",
    old("{ type: integer, minimum: 0, exclusiveMinimum: true }"),
    recent("{ type: integer, exclusiveMinimum: 0 }"),
  ],
  [
    "3.0's nullable in 3.1",
    "patch",
    "Nothing",
    old("{ type: string, nullable: true }"),
    recent("{ type: [string, 'null'] }"),
  ],
  [
    "3.0's nullable reference in 3.1",
    "patch",
    "Nothing",
    old("{ nullable: true, allOf: [{ $ref: '#/components/schemas/AB' }] }"),
    recent("{ anyOf: [{ $ref: '#/components/schemas/AB' }, { type: 'null' }] }"),
  ],
  [
    "3.0's nullable enum in 3.1",
    "patch",
    "Nothing",
    old("{ type: string, nullable: true, enum: [a, null] }"),
    recent("{ type: [string, 'null'], enum: [a, null] }"),
  ],
  [
    "3.0's file in 3.1",
    "patch",
    "Nothing",
    old("{ type: string, format: binary }"),
    recent("{ type: string, contentMediaType: application/octet-stream }"),
  ],
  [
    "a tighter bound on the way from 3.0 to 3.1",
    "major",
    "minimum at body.x was 1 and is 2",
    old("{ type: integer, minimum: 0, exclusiveMinimum: true }"),
    recent("{ type: integer, exclusiveMinimum: 1 }"),
  ],
  [
    "null that is gone on the way from 3.0 to 3.1",
    "major",
    "The input no longer accepts null at body.x",
    old("{ type: string, nullable: true }"),
    recent("{ type: string }"),
  ],
];

const base = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1.0.0" },
  paths: { "/things": { get: { operationId: "ListThings", responses: {} } } },
  components: {
    schemas: parse(`{ AB: ${fields("a b")} }`),
    headers: parse(
      "{ Low: { schema: { type: integer, maximum: 9 } }, High: { schema: { type: integer } } }",
    ),
    securitySchemes: parse("{ K: { type: oauth2, flows: {} }, L: { type: http, scheme: bearer } }"),
  },
};

const documentOf = (yaml: string): OpenapiDocument =>
  parseOpenapi(JSON.stringify({ ...base, ...parse(yaml) }));

const asDocument = (operation: string): string => `{ paths: { /a: { post: ${operation} } } }`;

export const contractChanges: readonly ContractChange[] = [
  ...operations.map(([name, verdict, reason, from, to]): Row => [
    name,
    verdict,
    reason,
    asDocument(from),
    asDocument(to),
  ]),
  ...documents,
].map(([name, verdict, reason, from, to]) => ({
  name,
  verdict,
  reason,
  from: documentOf(from),
  to: documentOf(to),
}));
