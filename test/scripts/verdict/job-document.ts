import { parse } from "yaml";
import { parseOpenapi, type OpenapiDocument } from "../../../scripts/openapi/document.js";

/** A body's schema; the request and the response each have one of their own. */
const body = (name: string): string => `
    ${name}:
      type: object
      description: What is to be done.
      required: [name, limits]
      properties:
        name: { type: string, title: the name, example: train, maxLength: 64, pattern: "^[a-z]+$" }
        host: { type: string, format: hostname }
        region: { type: string, enum: [EU, US] }
        note: { type: [string, "null"] }
        size: { type: integer, format: int32, minimum: 1 }
        limits:
          type: object
          required: [cores]
          properties:
            cores: { type: number }
            memory: { type: number, deprecated: true }
        labels: { type: object, additionalProperties: { type: string, maxLength: 64 } }
        anything: { type: object, additionalProperties: true }
        nothing: { type: object }
        tags:
          type: array
          maxItems: 20
          items:
            type: object
            required: [key]
            properties: { key: { type: string }, value: { type: string, maxLength: 64 } }
        source:
          oneOf:
            - { $ref: "#/components/schemas/${name}Git" }
            - { $ref: "#/components/schemas/${name}File" }
        parent: { $ref: "#/components/schemas/${name}" }
        password: { type: string, writeOnly: true, maxLength: 64 }
        createTime: { type: string, readOnly: true, maxLength: 64 }
    ${name}Git:
      type: object
      required: [repository]
      properties: { repository: { type: string }, branch: { type: string } }
    ${name}File:
      type: object
      required: [file]
      properties: { file: { type: string, maxLength: 64 } }
`;

const yaml = `
openapi: 3.1.0
info: { title: Jobs, version: 1.0.0 }
servers: [{ url: https://api.example.com }]
security: [{ BearerAuth: [] }]
tags: [{ name: Jobs }]
paths:
  /v1/accounts/{account_id}/jobs:
    post:
      tags: [Jobs]
      operationId: CreateJob
      description: Creates a job.
      parameters:
        - { name: account_id, in: path, required: true, schema: { type: string } }
        - { name: view, in: query, schema: { type: string, maxLength: 64 } }
      requestBody:
        required: true
        content:
          application/json: { schema: { $ref: "#/components/schemas/Job" } }
      responses:
        "200":
          description: The job.
          content:
            application/json: { schema: { $ref: "#/components/schemas/CreatedJob" } }
        "409":
          description: There is such a job.
          content:
            application/json: { schema: { type: object, properties: { code: { type: integer } } } }
  /v1/jobs:
    get:
      operationId: ListJobs
      responses: { "200": { description: None. } }
components:
  securitySchemes:
    BearerAuth: { type: http, scheme: bearer, bearerFormat: API_KEY, description: The key. }
    OtherAuth: { type: apiKey, in: header, name: x-key }
  schemas:
    Unreached: { type: object, properties: { a: { type: string } } }${body("Job")}${body("CreatedJob")}`;

const jobsPath = "/v1/accounts/{account_id}/jobs";

/** A document that a test may do anything with, and the places in it that most tests are about. */
export type JobDraft = ReturnType<typeof draftJobs>;

function draftJobs() {
  const document = parse(yaml);
  const pathItem = document.paths[jobsPath];
  const operation = pathItem.post;
  const { schemas } = document.components;
  return {
    document,
    paths: document.paths,
    pathItem,
    operation,
    schemas,
    request: schemas.Job,
    response: schemas.CreatedJob,
    jobsPath,
  };
}

/** One side's schema of a draft. */
export type JobSchema = JobDraft["request"];

/** The document after a change; as it is without one. */
export function jobDocument(change: (draft: JobDraft) => void = () => {}): OpenapiDocument {
  const draft = draftJobs();
  change(draft);
  return parseOpenapi(JSON.stringify(draft.document));
}

/** Gives what a name holds another name, in its place. */
export function rename(holder: Record<string, unknown>, from: string, to: string): void {
  const entries = Object.entries(holder);
  for (const [name] of entries) delete holder[name];
  for (const [name, held] of entries) holder[name === from ? to : name] = held;
}
