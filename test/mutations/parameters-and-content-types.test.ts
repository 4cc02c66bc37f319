/**
 * A document with the styles, content types and successes that today's lacks: what it says is what the
 * types take, what is sent and what is read, without a line of src/ touched.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { generateFrom, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { projectRoot } from "../../scripts/lib/files.js";
import type { Json } from "../../scripts/lib/json.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { documentWith } from "../scripts/documents.js";
import { loadPackageWith, wrappedFile, wrappedModule } from "./bundled-package.js";

const texts: Json = { type: "array", items: { type: "string" } };
const point: Json = {
  type: "object",
  properties: { x: { type: "integer" }, y: { type: "integer" } },
};
const parameter = (place: string, name: string, schema: Json, style: object = {}): Json => ({
  in: place,
  name,
  schema,
  ...(place === "path" && { required: true }),
  ...style,
});
const success = (type: string, required: string): Json => ({
  description: "",
  content: { [type]: { schema: objectWith(required) } },
});
const objectWith = (name: string): Json => ({
  type: "object",
  required: [name],
  properties: { [name]: { type: "string" } },
});
const nothing: Json = { 204: { description: "" } };

const document = documentWith(
  {},
  {
    paths: {
      "/search": {
        get: {
          operationId: "search",
          parameters: [
            parameter("query", "comma", texts, { explode: false }),
            parameter("query", "pipes", texts, { style: "pipeDelimited", explode: false }),
            parameter("query", "blanks", texts, { style: "spaceDelimited", explode: false }),
            parameter("query", "many", texts),
            parameter("query", "deep", point, { style: "deepObject", explode: true }),
            parameter("query", "form", point),
            parameter("query", "flat", point, { explode: false }),
            parameter("query", "path", { type: "string" }, { allowReserved: true }),
            { in: "query", name: "filter", content: { "application/json": { schema: point } } },
            parameter("query", "limit", { type: "integer" }),
          ],
          responses: nothing,
        },
      },
      "/lists/{plain}/{items}/{label}/{matrix}/{matrices}/{point}/{number}/{flag}": {
        get: {
          operationId: "lists",
          parameters: [
            parameter("path", "plain", { type: "string" }),
            parameter("path", "items", texts),
            parameter("path", "label", texts, { style: "label" }),
            parameter("path", "matrix", { type: "string" }, { style: "matrix" }),
            parameter("path", "matrices", texts, { style: "matrix", explode: true }),
            parameter("path", "point", point, { explode: true }),
            parameter("path", "number", { type: "integer" }),
            parameter("path", "flag", { type: "boolean" }),
          ],
          responses: nothing,
        },
      },
      "/headers": {
        get: {
          operationId: "headers",
          parameters: [
            parameter("header", "X-Depth", { type: "integer" }, { required: true }),
            parameter("header", "X-Dry", { type: "boolean" }),
            parameter("header", "X-Items", texts, { explode: true }),
            parameter("header", "X-Point", point),
            parameter("header", "Authorization", { type: "string" }, { required: true }),
            parameter("header", "Accept", { type: "string" }, { required: true }),
          ],
          responses: nothing,
        },
      },
      "/merge": {
        patch: {
          operationId: "merge",
          requestBody: {
            required: true,
            content: { "application/merge-patch+json": { schema: objectWith("key") } },
          },
          responses: { 200: success("application/vnd.thing+json; charset=utf-8", "id") },
        },
      },
      "/charset": {
        post: {
          operationId: "charset",
          requestBody: {
            required: true,
            content: {
              "text/plain": { schema: { type: "string" } },
              "application/json; charset=utf-8": { schema: objectWith("key") },
            },
          },
          responses: { default: success("application/json", "id") },
        },
      },
      "/statuses": {
        get: {
          operationId: "statuses",
          responses: {
            201: success("application/json", "id"),
            202: success("application/problem+json", "ticket"),
            ...(nothing as object),
            default: success("application/json", "error"),
          },
        },
      },
      "/upload": {
        post: {
          operationId: "upload",
          requestBody: { required: true, content: { "multipart/form-data": { schema: point } } },
          responses: nothing,
        },
      },
      "/export": { get: { operationId: "export", responses: { 200: success("text/csv", "a") } } },
      "/pairs": {
        get: {
          operationId: "pairs",
          parameters: [parameter("header", "X-Pairs", point, { explode: true })],
          responses: nothing,
        },
      },
      "/content": {
        get: {
          operationId: "content",
          parameters: [
            { in: "header", name: "X-Json", content: { "application/json": { schema: point } } },
          ],
          responses: nothing,
        },
      },
      "/session": {
        get: {
          operationId: "session",
          parameters: [parameter("cookie", "sid", { type: "string" }, { required: true })],
          responses: nothing,
        },
      },
    },
  },
);

const ids = ["search", "lists", "headers", "merge", "charset", "statuses"];
const wrapped = wrappedModule(ids);
let generated: GeneratedFiles;
beforeAll(async () => {
  generated = await generateFrom(document, ids);
});

async function callWith(
  method: "GET" | "PATCH" | "POST",
  path: string,
  call: object,
  status = 204,
  body = "",
) {
  const { createGatewayHttp } = await loadPackageWith(
    generated,
    new Map([[join(projectRoot, wrappedFile), wrapped]]),
  );
  await using server = await FaultServer.start({ answers: [answer(status, body)] });
  const http = createGatewayHttp({ apiKey: "fw_a-long-key", baseUrl: server.url });
  const { data, error } = await http[method](path, call);
  return { data, error, request: server.requests[0] };
}

const headerOf = (head: string | undefined, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, "im").exec(head ?? "")?.[1];

describe("a query parameter is written in the document's style", () => {
  test.each([
    [{ comma: ["a", "b,c"] }, "comma=a,b%2Cc"],
    [{ pipes: ["a", "b"] }, "pipes=a|b"],
    [{ blanks: ["a", "b"] }, "blanks=a%20b"],
    [{ many: ["a", "b"] }, "many=a&many=b"],
    [{ deep: { x: 1, y: 2 } }, "deep[x]=1&deep[y]=2"],
    [{ form: { x: 1, y: 2 } }, "x=1&y=2"],
    [{ flat: { x: 1, y: 2 } }, "flat=x,1,y,2"],
    [{ path: "/a/b" }, "path=/a/b"],
    [{ filter: { x: 1 } }, "filter=%7B%22x%22%3A1%7D"],
    [{ limit: 3, comma: undefined, filter: undefined, many: [] }, "limit=3"],
    [{ comma: ["a", "b"], form: { x: 1 }, limit: 3 }, "comma=a,b&x=1&limit=3"],
  ])("%j as %s", async (query, expected) => {
    const { request } = await callWith("GET", "/search", { params: { query } });
    expect(request?.target).toBe(`/search?${expected}`);
  });
});

const listsPath = "/lists/{plain}/{items}/{label}/{matrix}/{matrices}/{point}/{number}/{flag}";
const lists = {
  plain: "a",
  items: ["a", "b c"],
  label: ["a", "b"],
  matrix: "m",
  matrices: ["a", "b"],
  point: { x: 1, y: 2 },
  number: 7,
  flag: false,
};

describe("path parameters", () => {
  test("are written in the document's styles", async () => {
    const { request } = await callWith("GET", listsPath, { params: { path: lists } });
    expect(request?.target).toBe(
      "/lists/a/a,b%20c/.a,b/;matrix=m/;matrices=a;matrices=b/x=1,y=2/7/false",
    );
  });

  test.each([
    ["plain", ["a"], "params.path.plain must be a string, got object"],
    ["items", [], "params.path.items is empty"],
    ["items", ["a", "b/c"], "params.path.items.1 must not contain a slash"],
    ["point", { x: ".." }, 'params.path.point.x must not be "." or ".."'],
  ])("that cannot be a segment are refused: %s as %j", async (name, value, message) => {
    const path = { ...lists, [name]: value };
    await expect(callWith("GET", listsPath, { params: { path } })).rejects.toThrow(message);
  });
});

test("header parameters are numbers, booleans, lists and objects as text", async () => {
  const header = { "X-Depth": 3, "X-Dry": false, "X-Items": ["a", "b"], "X-Point": { x: 1, y: 2 } };
  const { request } = await callWith("GET", "/headers", { params: { header } });

  const sent = Object.keys(header).map((name) => headerOf(request?.head, name));
  expect(sent).toEqual(["3", "false", "a,b", "x,1,y,2"]);
});

describe("a content type like JSON", () => {
  test("is sent as the document names it, and its success is read", async () => {
    const { request, data } = await callWith(
      "PATCH",
      "/merge",
      { body: { key: "a" } },
      200,
      '{"id":"b"}',
    );

    expect(headerOf(request?.head, "content-type")).toBe("application/merge-patch+json");
    expect(headerOf(request?.head, "accept")).toBe(
      "application/json, application/vnd.thing+json, application/problem+json",
    );
    expect(data).toEqual({ id: "b" });
  });

  test("is chosen with its parameters, beside one that is not JSON", async () => {
    const { request } = await callWith(
      "POST",
      "/charset",
      { body: { key: "a" } },
      201,
      '{"id":"b"}',
    );
    expect(headerOf(request?.head, "content-type")).toBe("application/json; charset=utf-8");
  });

  test.each([
    ["PATCH", "/merge"],
    ["POST", "/charset"],
  ] as const)("has validators on both sides of %s %s", async (method, path) => {
    await expect(callWith(method, path, { body: { key: 1 } })).rejects.toThrow(
      "body.key must be string, got number",
    );
    await expect(callWith(method, path, { body: { key: "a" } }, 200, '{"id":1}')).rejects.toThrow(
      "body.id must be string, got number",
    );
  });
});

describe("a success", () => {
  test.each([
    [201, '{"id":"a"}', { id: "a" }],
    [202, '{"ticket":"a"}', { ticket: "a" }],
    [204, "", undefined],
  ])("%i is read as what it is", async (status, body, expected) => {
    expect((await callWith("GET", "/statuses", {}, status, body)).data).toEqual(expected);
  });

  test.each([
    [201, '{"ticket":"a"}', "body.id is missing"],
    [202, '{"id":"a"}', "body.ticket is missing"],
  ])("%i with the shape of another is refused", async (status, body, problem) => {
    await expect(callWith("GET", "/statuses", {}, status, body)).rejects.toThrow(problem);
  });

  test.each([200, 201, 299])("may be declared as default alone: %i", async (status) => {
    const call = { body: { key: "a" } };
    const { data } = await callWith("POST", "/charset", call, status, '{"id":"b"}');
    expect(data).toEqual({ id: "b" });
    await expect(callWith("POST", "/charset", call, status, "{}")).rejects.toThrow(
      "body.id is missing",
    );
  });
});

test.each([
  ["POST", "/upload", "a request body of multipart/form-data"],
  ["GET", "/export", "a response of text/csv"],
  ["GET", "/session", "the cookie parameter sid"],
  ["GET", "/pairs", "the header parameter X-Pairs"],
  ["GET", "/content", "the header parameter X-Json"],
] as const)("%s %s is refused before anything is sent", async (method, path, part) => {
  await expect(callWith(method, path, {})).rejects.toThrow(
    `path is not supported: the operation needs ${part}`,
  );
});

const right = `
import { createGatewayHttp } from "./http.js";
const http = createGatewayHttp();
export async function calls(): Promise<readonly (string | undefined)[]> {
  await http.GET("/search", { params: { query: { comma: ["a"], deep: { x: 1 }, filter: { x: 1 } } } });
  await http.GET("${listsPath}", {
    params: {
      path: {
        plain: "a", items: ["a"], label: ["a"], matrix: "m", matrices: ["a"], point: { x: 1 },
        number: 7, flag: false,
      },
    },
  });
  await http.GET("/headers", { params: { header: { "X-Depth": 3, "X-Dry": true, "X-Items": ["a"] } } });
  const merged = await http.PATCH("/merge", { body: { key: "a" } });
  const created = await http.POST("/charset", { body: { key: "a" } });
  const { data } = await http.GET("/statuses");
  const status = data === undefined ? undefined : "id" in data ? data.id : data.ticket;
  return [merged.data?.id, created.data?.id, status];
}
`;

const wrong = [
  'http.GET("/search", { params: { query: { comma: "a" } } })',
  'http.GET("/headers", { params: { header: { "X-Depth": "3" } } })',
  'http.GET("/headers", { params: { header: { "X-Depth": 3, Authorization: "a" } } })',
  'http.PATCH("/merge", { body: { key: 1 } })',
  'http.POST("/charset", { body: "text" })',
  'http.POST("/upload", { body: { x: 1 } })',
  'http.GET("/statuses").then(({ data }) => data?.error)',
];

test("the types are the document's", async () => {
  const files = new Map([[wrappedFile, wrapped]]);
  for (const [name, code] of generated) {
    files.set(`src/generated/${name}`, code);
  }
  const program = (body: string) =>
    new Map([...files, ["src/program.ts", `${right}\nexport const more = () => ${body};\n`]]);
  const [fine, ...refused] = await diagnoseCopies(
    ["src/program.ts"],
    ["undefined", ...wrong].map(program),
  );

  expect(fine).toBe("");
  const accepted = wrong.filter((_, at) => !refused[at]?.includes("src/program.ts"));
  expect(accepted).toEqual([]);
});
