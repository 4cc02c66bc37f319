/** An operation that declares several successes: each has a shape of its own, in types and at run time. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { generateFrom } from "../../scripts/generate/generate-files.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { documentWith } from "../scripts/documents.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { loadPackageWith, wrappedFile, wrappedModule } from "./bundled-package.js";

const json = (required: string) => ({
  description: "",
  content: {
    "application/json": {
      schema: {
        type: "object",
        required: [required],
        properties: { [required]: { type: "string" } },
      },
    },
  },
});

const document = documentWith(
  {},
  {
    paths: {
      "/job": {
        get: {
          operationId: "getJob",
          responses: {
            200: json("id"),
            202: json("ticket"),
            "2XX": json("any"),
            204: { description: "" },
          },
        },
      },
    },
  },
);

const wrapped = new Map([[join(projectRoot, wrappedFile), wrappedModule(["getJob"])]]);

test.each([
  [200, '{"id":"a"}', { id: "a" }],
  [202, '{"ticket":"a"}', { ticket: "a" }],
  [206, '{"any":"a"}', { any: "a" }],
  [204, "", undefined],
])("a %i is read as what it is", async (status, body, data) => {
  const { createGatewayHttp } = await loadPackageWith(
    await generateFrom(document, ["getJob"]),
    wrapped,
  );
  await using server = await FaultServer.start({ answers: [answer(status, body)] });
  const http = createGatewayHttp({ apiKey: "fw_a-long-key", baseUrl: server.url });

  expect((await http.GET("/job", {})).data).toEqual(data);
});

test.each([
  [200, '{"ticket":"a"}', "body.id is missing"],
  [202, '{"id":"a"}', "body.ticket is missing"],
  [206, '{"id":"a"}', "body.any is missing"],
])("a %i with the shape of another is refused", async (status, body, problem) => {
  const { createGatewayHttp } = await loadPackageWith(
    await generateFrom(document, ["getJob"]),
    wrapped,
  );
  await using server = await FaultServer.start({ answers: [answer(status, body)] });
  const http = createGatewayHttp({ apiKey: "fw_a-long-key", baseUrl: server.url });

  await expect(http.GET("/job", {})).rejects.toThrow(problem);
});

test("its validator tells all of the shapes, and undefined for an empty one", async () => {
  const files = await generateFrom(document, ["getJob"]);

  expect(files.get("validators.ts")).toMatch(
    /response: Validator<Readable<[^|]+\[200\][^|]+\| Readable<[^|]+\[202\][^|]+\| Readable<[^|]+\["2XX"\][^|]+\| undefined>;/,
  );
});
