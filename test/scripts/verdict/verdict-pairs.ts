import type { Verdict } from "../../../scripts/verdict/change.js";
import { rename, type JobDraft, type JobSchema } from "./job-document.js";

/** A change of the document, what it means to callers, and a part of what they are told. */
export interface VerdictPair {
  readonly name: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly change: (draft: JobDraft) => void;
}

type Side = "request" | "response";

type SidePairs = readonly [
  name: string,
  change: (schema: JobSchema, draft: JobDraft, side: Side) => void,
  expected: Readonly<Record<Side, readonly [verdict: Verdict, reason: string]>>,
];

/** Changes of a body, which mean one thing in the request and another one in the response. */
const ofEitherSide: readonly SidePairs[] = [
  [
    "a new required field",
    (schema) => {
      schema.properties.queue = { type: "string" };
      schema.required.push("queue");
    },
    {
      request: ["major", "The input requires body.queue"],
      response: ["minor", "The result has queue"],
    },
  ],
  [
    "a new optional field",
    (schema) => (schema.properties.queue = { type: "string", maxLength: 8 }),
    {
      request: ["minor", "The input accepts body.queue"],
      response: ["minor", "The result has queue"],
    },
  ],
  [
    "a required field removed",
    (schema) => {
      delete schema.properties.name;
      schema.required = ["limits"];
    },
    {
      request: ["major", "The input's body.name is gone"],
      response: ["major", "The result's name is gone"],
    },
  ],
  [
    "an optional field removed",
    (schema) => delete schema.properties.host,
    {
      request: ["major", "The input's body.host is gone"],
      response: ["major", "The result's host is gone"],
    },
  ],
  [
    "a field renamed",
    (schema) => rename(schema.properties, "host", "hostname"),
    {
      request: ["major", "The input's body.host is gone"],
      response: ["major", "The result's host is gone"],
    },
  ],
  [
    "a field becomes required",
    (schema) => schema.required.push("host"),
    {
      request: ["major", "The input requires body.host"],
      response: ["minor", "The result always has host"],
    },
  ],
  [
    "a field no longer required",
    (schema) => (schema.required = ["limits"]),
    {
      request: ["minor", "The input no longer requires body.name"],
      response: ["major", "The result may lack name"],
    },
  ],
  [
    "a field becomes nullable",
    (schema) => (schema.properties.region = { enum: ["EU", "US", null] }),
    { request: ["minor", "null"], response: ["major", "null"] },
  ],
  [
    "a field no longer nullable",
    (schema) => (schema.properties.note.type = "string"),
    { request: ["major", "null"], response: ["minor", "null"] },
  ],
  [
    "an enum value added",
    (schema) => schema.properties.region.enum.push("ASIA"),
    { request: ["minor", '"ASIA"'], response: ["major", '"ASIA"'] },
  ],
  [
    "an enum value removed",
    (schema) => (schema.properties.region.enum = ["EU"]),
    { request: ["major", '"US"'], response: ["minor", '"US"'] },
  ],
  [
    "a text becomes an enum",
    (schema) => (schema.properties.host.enum = ["a.example"]),
    { request: ["major", '"a.example"'], response: ["minor", '"a.example"'] },
  ],
  [
    "a field of another type",
    (schema) => (schema.properties.host = { type: "number" }),
    { request: ["major", "no longer accepts string"], response: ["major", "may be number"] },
  ],
  [
    "an integer becomes any number",
    (schema) => (schema.properties.size.type = "number"),
    { request: ["minor", "size"], response: ["major", "size"] },
  ],
  [
    "an integer becomes nullable",
    (schema) => (schema.properties.size.type = ["integer", "null"]),
    { request: ["minor", "null"], response: ["major", "null"] },
  ],
  [
    "a number becomes an integer",
    (schema) => (schema.properties.limits.properties.cores.type = "integer"),
    { request: ["major", "limits.cores"], response: ["minor", "limits.cores"] },
  ],
  [
    "a required field in a nested object",
    (schema) => {
      schema.properties.limits.properties.disk = { type: "number" };
      schema.properties.limits.required.push("disk");
    },
    {
      request: ["major", "The input requires body.limits.disk"],
      response: ["minor", "The result has limits.disk"],
    },
  ],
  [
    "a field of a nested object removed",
    (schema) => delete schema.properties.limits.properties.memory,
    {
      request: ["major", "body.limits.memory is gone"],
      response: ["major", "limits.memory is gone"],
    },
  ],
  [
    "a field of an array's items removed",
    (schema) => delete schema.properties.tags.items.properties.value,
    {
      request: ["major", "body.tags.*.value is gone"],
      response: ["major", "tags.*.value is gone"],
    },
  ],
  [
    "an array's items become nullable",
    (schema) => (schema.properties.tags.items.type = ["object", "null"]),
    { request: ["minor", "null"], response: ["major", "null"] },
  ],
  [
    "an array becomes one item",
    (schema) => (schema.properties.tags = schema.properties.tags.items),
    { request: ["major", "tags"], response: ["major", "tags"] },
  ],
  [
    "an array may hold fewer items",
    (schema) => (schema.properties.tags.maxItems = 10),
    { request: ["major", "maxItems at body.tags"], response: ["minor", "maxItems at tags"] },
  ],
  [
    "a branch of oneOf added",
    (schema) => schema.properties.source.oneOf.push({ type: "string" }),
    { request: ["minor", "string"], response: ["major", "string"] },
  ],
  [
    "a branch of oneOf removed",
    (schema) => schema.properties.source.oneOf.pop(),
    { request: ["major", "body.source.file is gone"], response: ["major", "source.file is gone"] },
  ],
  [
    "a field of a branch of oneOf removed",
    (_schema, { schemas }, side) =>
      delete schemas[side === "request" ? "JobGit" : "CreatedJobGit"].properties.branch,
    {
      request: ["major", "body.source.branch is gone"],
      response: ["major", "source.branch is gone"],
    },
  ],
  [
    "a narrower limit in a branch of oneOf",
    (_schema, { schemas }, side) =>
      (schemas[side === "request" ? "JobFile" : "CreatedJobFile"].properties.file.maxLength = 8),
    {
      request: ["major", "maxLength at body.source.file"],
      response: ["minor", "maxLength at source.file"],
    },
  ],
  [
    "the order of the branches of oneOf",
    (schema) => (schema.properties.source.oneOf = schema.properties.source.oneOf.toReversed()),
    { request: ["none", ""], response: ["none", ""] },
  ],
  [
    "unknown fields refused",
    (schema) => (schema.additionalProperties = false),
    { request: ["major", "additionalProperties"], response: ["minor", "additionalProperties"] },
  ],
  [
    "unknown fields no longer taken",
    (schema) => delete schema.properties.anything.additionalProperties,
    {
      request: ["major", "body.anything.* is gone"],
      response: ["major", "anything.* is gone"],
    },
  ],
  [
    "unknown fields taken",
    (schema) => (schema.properties.nothing.additionalProperties = true),
    { request: ["minor", "body.nothing.*"], response: ["minor", "nothing.*"] },
  ],
  [
    "unknown fields of another type",
    (schema) => (schema.properties.labels.additionalProperties = { type: "number" }),
    { request: ["major", "no longer accepts string"], response: ["major", "may be number"] },
  ],
  [
    "unknown fields of any type",
    (schema) => (schema.properties.labels.additionalProperties = true),
    {
      request: ["minor", "accepts 1 at body.labels.*"],
      response: ["major", "may be 1 at labels.*"],
    },
  ],
  [
    "an empty object gets a field",
    (schema) => (schema.properties.nothing.properties = { a: { type: "string" } }),
    { request: ["minor", "body.nothing.a"], response: ["minor", "nothing.a"] },
  ],
  [
    "a lower maxLength",
    (schema) => (schema.properties.name.maxLength = 8),
    {
      request: ["major", "maxLength at body.name was 64 and is 8"],
      response: ["minor", "maxLength at name was 64 and is 8"],
    },
  ],
  [
    "a higher maxLength",
    (schema) => (schema.properties.name.maxLength = 100),
    { request: ["minor", "maxLength at body.name"], response: ["major", "maxLength at name"] },
  ],
  [
    "a lower minimum",
    (schema) => (schema.properties.size.minimum = 0),
    { request: ["minor", "minimum at body.size"], response: ["major", "minimum at size"] },
  ],
  [
    "a pattern added",
    (schema) => (schema.properties.host.pattern = "^a"),
    { request: ["major", "pattern at body.host"], response: ["minor", "pattern at host"] },
  ],
  [
    "a pattern removed",
    (schema) => delete schema.properties.name.pattern,
    { request: ["minor", "pattern at body.name"], response: ["major", "pattern at name"] },
  ],
  [
    "another pattern",
    (schema) => (schema.properties.name.pattern = "^[A-Z]+$"),
    { request: ["major", "pattern at body.name"], response: ["major", "pattern at name"] },
  ],
  [
    "a format added",
    (schema) => (schema.properties.name.format = "uuid"),
    { request: ["major", "format at body.name"], response: ["minor", "format at name"] },
  ],
  [
    "a format removed",
    (schema) => delete schema.properties.host.format,
    { request: ["minor", "format at body.host"], response: ["major", "format at host"] },
  ],
  [
    "a format that refuses nothing",
    (schema) => (schema.properties.name.format = "password"),
    { request: ["minor", "format at body.name"], response: ["minor", "format at name"] },
  ],
  [
    "a limit on a write-only field",
    (schema) => (schema.properties.password.maxLength = 8),
    { request: ["major", "maxLength at body.password"], response: ["patch", "Nothing"] },
  ],
  [
    "a limit on a read-only field",
    (schema) => (schema.properties.createTime.maxLength = 100),
    { request: ["patch", "Nothing"], response: ["major", "maxLength at createTime"] },
  ],
  [
    "a limit below a schema that holds itself",
    (schema) => (schema.properties.parent = { ...schema.properties.parent, maxProperties: 1 }),
    {
      request: ["major", "maxProperties at body.parent"],
      response: ["minor", "maxProperties at parent"],
    },
  ],
  [
    "a field becomes read-only",
    (schema) => (schema.properties.host.readOnly = true),
    { request: ["major", "body.host is gone"], response: ["patch", "Nothing"] },
  ],
  [
    "a field no longer read-only",
    (schema) => delete schema.properties.createTime.readOnly,
    { request: ["minor", "The input accepts body.createTime"], response: ["patch", "Nothing"] },
  ],
  [
    "a field becomes write-only",
    (schema) => (schema.properties.host.writeOnly = true),
    { request: ["patch", "Nothing"], response: ["major", "host is gone"] },
  ],
  [
    "a field no longer write-only",
    (schema) => delete schema.properties.password.writeOnly,
    { request: ["patch", "Nothing"], response: ["minor", "The result has password"] },
  ],
  [
    "a field deprecated",
    (schema) => (schema.properties.host.deprecated = true),
    { request: ["minor", "deprecated at body.host"], response: ["minor", "deprecated at host"] },
  ],
  [
    "a field no longer deprecated",
    (schema) => delete schema.properties.limits.properties.memory.deprecated,
    {
      request: ["minor", "deprecated at body.limits.memory"],
      response: ["minor", "deprecated at limits.memory"],
    },
  ],
  [
    "a default added",
    (schema) => (schema.properties.host.default = "a.example"),
    { request: ["minor", "default at body.host"], response: ["minor", "default at host"] },
  ],
  [
    "a schema comes to stand apart",
    (schema, { schemas }, side) => {
      schemas[`${side}Tags`] = schema.properties.tags;
      schema.properties.tags = { $ref: `#/components/schemas/${side}Tags` };
    },
    { request: ["minor", "requestTags"], response: ["minor", "responseTags"] },
  ],
];

/** Changes of everything else. */
const ofTheRest: readonly VerdictPair[] = [
  {
    name: "the security removed",
    verdict: "major",
    reason: "The security changed",
    change: ({ document }) => delete document.security,
  },
  {
    name: "another security scheme for one operation",
    verdict: "major",
    reason: "The security changed",
    change: ({ operation }) => (operation.security = [{ OtherAuth: [] }]),
  },
  {
    name: "a security scheme changed",
    verdict: "major",
    reason: "The security scheme BearerAuth changed",
    change: ({ document }) => (document.components.securitySchemes.BearerAuth.scheme = "basic"),
  },
  {
    name: "a security scheme that nothing asks for removed",
    verdict: "patch",
    reason: "Nothing",
    change: ({ document }) => delete document.components.securitySchemes.OtherAuth,
  },
  {
    name: "a security scheme's prose and hint changed",
    verdict: "patch",
    reason: "Nothing",
    change: ({ document }) => {
      document.components.securitySchemes.BearerAuth.description = "A key.";
      document.components.securitySchemes.BearerAuth.bearerFormat = "KEY";
    },
  },
  {
    name: "the server changed",
    verdict: "major",
    reason: "The server changed",
    change: ({ document }) => (document.servers[0].url = "https://jobs.example.com"),
  },
  {
    name: "a further server",
    verdict: "minor",
    reason: "servers",
    change: ({ document }) => document.servers.push({ url: "https://eu.example.com" }),
  },
  {
    name: "the path changed",
    verdict: "major",
    reason: "The path changed",
    change: ({ paths, jobsPath }) => rename(paths, jobsPath, "/v2/accounts/{account_id}/jobs"),
  },
  {
    name: "the path's parameter renamed",
    verdict: "major",
    reason: "parameters.path.account_id is gone",
    change: ({ paths, jobsPath, operation }) => {
      rename(paths, jobsPath, "/v1/accounts/{account}/jobs");
      operation.parameters[0].name = "account";
    },
  },
  {
    name: "the method changed",
    verdict: "major",
    reason: "The method changed",
    change: ({ pathItem }) => rename(pathItem, "post", "put"),
  },
  {
    name: "another content type of the request",
    verdict: "major",
    reason: "application/json is no longer a content type of the request",
    change: ({ operation }) =>
      rename(operation.requestBody.content, "application/json", "application/xml"),
  },
  {
    name: "a further content type of the request",
    verdict: "minor",
    reason: "application/xml is a new content type of the request",
    change: ({ operation }) => {
      const { content } = operation.requestBody;
      content["application/xml"] = content["application/json"];
    },
  },
  {
    name: "a further content type of the response",
    verdict: "major",
    reason: "application/xml is a new content type of the success 200",
    change: ({ operation }) => {
      const { content } = operation.responses["200"];
      content["application/xml"] = content["application/json"];
    },
  },
  {
    name: "another success status",
    verdict: "major",
    reason: "The success 200",
    change: ({ operation }) => rename(operation.responses, "200", "201"),
  },
  {
    name: "a further success status with the same body",
    verdict: "minor",
    reason: "The success 201 is new",
    change: ({ operation }) => (operation.responses["201"] = operation.responses["200"]),
  },
  {
    name: "a further success status without a body",
    verdict: "major",
    reason: "The success 204 is new and has no body, unlike the others",
    change: ({ operation }) => (operation.responses["204"] = { description: "Done." }),
  },
  {
    name: "the success has no body any more",
    verdict: "major",
    reason: "application/json is no longer a content type of the success 200",
    change: ({ operation }) => delete operation.responses["200"].content,
  },
  {
    name: "an error's body changed",
    verdict: "minor",
    reason: "The declaration of status 409 changed",
    change: ({ operation }) =>
      (operation.responses["409"].content["application/json"].schema = {
        type: "object",
        properties: { code: { type: "string", maxLength: 8 } },
      }),
  },
  {
    name: "an error declared",
    verdict: "minor",
    reason: "The declaration of status 429 changed",
    change: ({ operation }) => (operation.responses["429"] = { description: "Slower." }),
  },
  {
    name: "an operation gone",
    verdict: "major",
    reason: "The operation ListJobs is gone",
    change: ({ paths }) => delete paths["/v1/jobs"],
  },
  {
    name: "a new operation",
    verdict: "minor",
    reason: "The operation DeleteJobs is new",
    change: ({ paths }) =>
      (paths["/v1/jobs"].delete = {
        operationId: "DeleteJobs",
        responses: { "200": { description: "Done." } },
      }),
  },
  {
    name: "an operation renamed",
    verdict: "major",
    reason: "The operation is named AddJob now",
    change: ({ operation }) => (operation.operationId = "AddJob"),
  },
  {
    name: "an operation that takes another one's place",
    verdict: "major",
    reason: "The operation ListJobs is gone",
    change: ({ paths, operation, jobsPath }) => {
      paths["/v1/jobs"].get = operation;
      delete paths[jobsPath];
    },
  },
  {
    name: "an operation without a name loses a parameter",
    verdict: "major",
    reason: "parameters.query",
    change: ({ operation }) => {
      delete operation.operationId;
      operation.parameters.pop();
    },
  },
  {
    name: "a schema renamed",
    verdict: "major",
    reason: "The exported schemas name JobGit is gone",
    change: ({ schemas, request }) => {
      rename(schemas, "JobGit", "JobRepository");
      request.properties.source.oneOf[0] = { $ref: "#/components/schemas/JobRepository" };
    },
  },
  {
    name: "a schema that no operation reaches changed",
    verdict: "major",
    reason: "The exported schema Unreached's a is gone",
    change: ({ schemas }) => rename(schemas.Unreached.properties, "a", "b"),
  },
  {
    name: "a required parameter added",
    verdict: "major",
    reason: "The input requires parameters.query.filter",
    change: ({ operation }) =>
      operation.parameters.push({
        name: "filter",
        in: "query",
        required: true,
        schema: { type: "string" },
      }),
  },
  {
    name: "an optional parameter added",
    verdict: "minor",
    reason: "The input accepts parameters.query.filter",
    change: ({ operation }) =>
      operation.parameters.push({ name: "filter", in: "query", schema: { type: "string" } }),
  },
  {
    name: "an optional parameter of a new place",
    verdict: "minor",
    reason: "The input accepts parameters.header",
    change: ({ operation }) =>
      operation.parameters.push({ name: "x-trace", in: "header", schema: { type: "string" } }),
  },
  {
    name: "a parameter removed",
    verdict: "major",
    reason: "The input's parameters.query",
    change: ({ operation }) => operation.parameters.pop(),
  },
  {
    name: "a parameter renamed",
    verdict: "major",
    reason: "The input's parameters.query.view is gone",
    change: ({ operation }) => (operation.parameters[1].name = "detail"),
  },
  {
    name: "a parameter moved",
    verdict: "major",
    reason: "The input's parameters.query",
    change: ({ operation }) => (operation.parameters[1].in = "header"),
  },
  {
    name: "a parameter becomes required",
    verdict: "major",
    reason: "The input requires parameters.query.view",
    change: ({ operation }) => (operation.parameters[1].required = true),
  },
  {
    name: "a lower limit of a parameter",
    verdict: "major",
    reason: "maxLength at parameters.query.view was 64 and is 8",
    change: ({ operation }) => (operation.parameters[1].schema.maxLength = 8),
  },
  {
    name: "a parameter written in another style",
    verdict: "major",
    reason: "explode at parameters.query.view",
    change: ({ operation }) => (operation.parameters[1].explode = false),
  },
  {
    name: "a parameter's default style made explicit",
    verdict: "patch",
    reason: "Nothing",
    change: ({ operation }) => Object.assign(operation.parameters[1], { style: "form" }),
  },
  {
    name: "the body becomes optional",
    verdict: "minor",
    reason: "The input no longer requires body",
    change: ({ operation }) => delete operation.requestBody.required,
  },
  {
    name: "the body is gone",
    verdict: "major",
    reason: "The input's body is gone",
    change: ({ operation }) => delete operation.requestBody,
  },
  {
    name: "a body where there was none",
    verdict: "minor",
    reason: "The input accepts body",
    change: ({ paths }) =>
      (paths["/v1/jobs"].get.requestBody = {
        content: { "application/json": { schema: { type: "object" } } },
      }),
  },
  {
    name: "an operation deprecated",
    verdict: "minor",
    reason: "deprecat",
    change: ({ operation }) => (operation.deprecated = true),
  },
  {
    name: "the version alone",
    verdict: "patch",
    reason: "Only the version changed",
    change: ({ document }) => (document.info.version = "1.0.1"),
  },
  {
    name: "prose, titles and examples",
    verdict: "patch",
    reason: "Nothing",
    change: ({ document, operation, request }) => {
      document.info.title = "The jobs";
      operation.description = "Makes a job.";
      operation.responses["200"].description = "A job.";
      request.properties.name.title = "a name";
      request.properties.name.example = "infer";
    },
  },
  {
    name: "tags",
    verdict: "none",
    reason: "",
    change: ({ document, operation }) => {
      document.tags = [{ name: "Work", description: "All of it." }];
      operation.tags = ["Work"];
    },
  },
  {
    name: "the order of everything",
    verdict: "none",
    reason: "",
    change: ({ document, operation, request, schemas }) => {
      operation.parameters.reverse();
      request.required.reverse();
      request.properties = Object.fromEntries(Object.entries(request.properties).toReversed());
      document.components.schemas = Object.fromEntries(Object.entries(schemas).toReversed());
      document.paths = Object.fromEntries(Object.entries(document.paths).toReversed());
    },
  },
  {
    name: "servers and security at each operation",
    verdict: "none",
    reason: "",
    change: ({ document, pathItem, operation, paths }) => {
      pathItem.servers = document.servers;
      operation.security = document.security;
      Object.assign(paths["/v1/jobs"].get, {
        servers: document.servers,
        security: document.security,
      });
      delete document.servers;
      delete document.security;
    },
  },
  {
    name: "parameters at the path",
    verdict: "none",
    reason: "",
    change: ({ pathItem, operation }) => {
      pathItem.parameters = operation.parameters;
      delete operation.parameters;
    },
  },
];

/** All pairs: each is the document as it is, and after the change. */
export const verdictPairs: readonly VerdictPair[] = [
  ...ofEitherSide.flatMap(([name, change, expected]) =>
    (["request", "response"] as const).map((side): VerdictPair => {
      const [verdict, reason] = expected[side];
      return {
        name: `${name}, in the ${side}`,
        verdict,
        reason,
        change: (draft) => change(draft[side], draft, side),
      };
    }),
  ),
  ...ofTheRest,
];
