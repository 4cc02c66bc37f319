import { stringify } from "yaml";
import type { JsonObject } from "../scripts/lib/json.js";

/** Of one resource: list, create, get, update, delete, and a verb of its own. */
const operationsPerResource = 6;

interface Resource {
  /** Its number, which is in all its names. */
  readonly at: string;
  /** What its name for people is called. */
  readonly displayName: string;
}

/** What may differ from one made document to another. */
export interface MadeVariant {
  readonly version?: string;
  /** Whether a resource, by its number, has a field renamed. */
  readonly isChanged?: (resource: number) => boolean;
}

/**
 * Makes a document as large as one likes, after the vendor's merged one: with 198 operations it has
 * 300 schemas and 550 KB.
 *
 * @param operations how many it has; rounded up to a multiple of six
 * @returns YAML
 */
export function makeDocument(operations: number, variant: MadeVariant = {}): string {
  const { version = "4.259.0", isChanged = () => false } = variant;
  const resources: Resource[] = Array.from(
    { length: Math.ceil(operations / operationsPerResource) },
    (_, at) => ({
      at: String(at),
      displayName: isChanged(at) ? "label" : "displayName",
    }),
  );
  const document = {
    openapi: "3.1.0",
    info: { title: "Gateway REST API", version },
    servers: [{ url: "https://api.fireworks.ai" }],
    security: [{ BearerAuth: [] }],
    tags: [{ name: "Gateway" }],
    paths: Object.assign({}, ...resources.map(({ at }) => pathsOf(at))),
    components: {
      schemas: Object.assign({ gatewayStatus: status }, ...resources.map(schemasOf)),
      securitySchemes: { BearerAuth: { type: "http", scheme: "bearer", bearerFormat: "API_KEY" } },
    },
  };
  return stringify(document, { aliasDuplicateObjects: false });
}

/** The id of an operation that each made document has. */
export const madeOperation = "Gateway_CreateResource0";

const prose =
  "It is set when the resource is created and cannot be changed afterwards, unless the account's " +
  "administrator allows it; see the guide on resources for what that means to those who use them.";

const refer = (schema: string): JsonObject => ({ $ref: `#/components/schemas/${schema}` });

const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: "object",
  properties,
  ...(required.length > 0 && { required }),
});

const text = (meaning: string, keywords: JsonObject = {}): JsonObject => ({
  type: "string",
  ...keywords,
  description: `${meaning} ${prose}`,
});

const status = object({
  code: { type: "integer", format: "int32", title: "The google.rpc code." },
  message: text("What went wrong."),
});

const body = (schema: JsonObject): JsonObject => ({
  requestBody: { required: true, ...json(schema) },
});

function pathsOf(at: string): JsonObject {
  const resource = `gatewayResource${at}`;
  const all = `/v1/accounts/{account_id}/resources${at}`;
  const one = `${all}/{resource_id}`;
  const list = [
    pathParameter("account_id"),
    ...["pageSize", "pageToken", "filter", "orderBy"].map(query),
  ];
  const named = [pathParameter("account_id"), pathParameter("resource_id")];
  const operation = (verb: string, parameters: readonly JsonObject[], result: JsonObject) => ({
    tags: ["Gateway"],
    summary: `${verb} resources of the kind ${at}`,
    operationId: `Gateway_${verb}Resource${at}`,
    parameters,
    responses: { 200: { description: "A successful response.", ...json(result) } },
  });
  return {
    [all]: {
      get: operation("List", list, refer(`${resource}List`)),
      post: {
        ...operation("Create", [pathParameter("account_id")], refer(resource)),
        ...body(refer(resource)),
      },
    },
    [one]: {
      get: operation("Get", named, refer(resource)),
      patch: { ...operation("Update", named, refer(resource)), ...body(refer(resource)) },
      delete: operation("Delete", named, { type: "object" }),
    },
    [`${one}:resume`]: {
      post: { ...operation("Resume", named, refer(resource)), ...body(refer(`${resource}Resume`)) },
    },
  };
}

const json = (schema: JsonObject): JsonObject => ({ content: { "application/json": { schema } } });

const pathParameter = (name: string): JsonObject => ({
  name,
  in: "path",
  required: true,
  description: `The ${name} of the resource.`,
  schema: { type: "string" },
});

const query = (name: string): JsonObject => ({
  name,
  in: "query",
  required: false,
  description: `The ${name} of the list. ${prose}`,
  schema: name === "pageSize" ? { type: "integer", format: "int32" } : { type: "string" },
});

/** Nine schemas that refer to each other, with all that types and validators have to deal with. */
function schemasOf({ at, displayName }: Resource): JsonObject {
  const resource = `gatewayResource${at}`;
  return {
    [resource]: object(
      {
        name: text("The resource's name.", { maxLength: 255 }),
        [displayName]: text("A name for people.", { maxLength: 63, pattern: "^\\S" }),
        createTime: text("When it was created.", { format: "date-time", readOnly: true }),
        secret: text("What opens it.", { writeOnly: true }),
        state: { ...refer(`${resource}State`), description: prose, readOnly: true },
        status: { ...refer("gatewayStatus"), readOnly: true },
        placement: refer(`${resource}Placement`),
        options: refer(`${resource}Options`),
        source: { oneOf: [refer(`${resource}Git`), refer(`${resource}File`)], description: prose },
        labels: { type: "object", additionalProperties: { type: "string" }, description: prose },
        children: { type: "array", items: refer(`${resource}Child`), description: prose },
      },
      ["name", "placement"],
    ),
    [`${resource}List`]: object({
      resources: { type: "array", items: refer(resource) },
      nextPageToken: text("Where the next page begins."),
      totalSize: { type: "integer", format: "int32", description: prose },
    }),
    [`${resource}State`]: {
      type: "string",
      enum: ["STATE_UNSPECIFIED", "CREATING", "READY", "UPDATING", "FAILED", "DELETING"],
      default: "STATE_UNSPECIFIED",
      description: prose,
    },
    [`${resource}Placement`]: object(
      {
        region: { type: "string", enum: ["US", "EU", "APAC", "GLOBAL"], description: prose },
        zones: { type: "array", items: { type: "string" }, description: prose },
        multiRegion: { type: ["boolean", "null"], description: prose },
      },
      ["region"],
    ),
    [`${resource}Options`]: object({
      replicas: { type: "integer", format: "int32", minimum: 0, description: prose },
      ratio: { type: "number", format: "float", description: prose },
      limits: object({
        cpu: text("Of processors."),
        memory: text("Of memory."),
        disk: text("Of disk."),
      }),
    }),
    [`${resource}Git`]: object({ repository: text("Where it is."), branch: text("Which.") }, [
      "repository",
    ]),
    [`${resource}File`]: object({ file: text("Which."), checksum: text("Of the file.") }, ["file"]),
    [`${resource}Child`]: object({
      title: text("What it is."),
      children: { type: "array", items: refer(`${resource}Child`), description: prose },
    }),
    [`${resource}Resume`]: object({
      reason: text("Why it is resumed."),
      force: { type: "boolean", description: prose },
    }),
  };
}
