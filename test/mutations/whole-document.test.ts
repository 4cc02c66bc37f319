/**
 * A document of the size of the vendor's merged one, all of it wrapped at once: it is generated twice,
 * compiled, and one operation of each kind is called over loopback.
 */
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { makeDocument } from "../../bench/make-document.js";
import { generateFrom, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { operationsOf } from "../../scripts/openapi/operations.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { loadPackageWith, wrappedFile, wrappedModule } from "./bundled-package.js";

const yaml = makeDocument(198);
const ids = operationsOf(parseOpenapi(yaml)).map(({ id }) => id);
const wrapped = wrappedModule(ids);

let generated: GeneratedFiles;
beforeAll(async () => {
  generated = await generateFrom(parseOpenapi(yaml), ids);
});

test("198 operations are generated, with the same bytes a second time", async () => {
  expect(ids).toHaveLength(198);
  expect(await generateFrom(parseOpenapi(yaml), ids)).toEqual(generated);
});

test("the package compiles with all of them", async () => {
  const files = new Map([[wrappedFile, wrapped]]);
  for (const [name, code] of generated) files.set(`src/generated/${name}`, code);
  expect(await diagnoseCopies(["src/http.ts"], [files])).toEqual([""]);
});

describe("over loopback", () => {
  const all = "/v1/accounts/{account_id}/resources7";
  const one = `${all}/{resource_id}`;
  const resource = { name: "r", placement: { region: "EU" } };
  const path = { account_id: "acme", resource_id: "r" };
  const collection = { params: { path: { account_id: "acme" } } };

  test.each([
    ["GET", all, collection, { resources: [resource], nextPageToken: "t", totalSize: 1 }],
    ["POST", all, { ...collection, body: { ...resource, secret: "hush" } }, resource],
    ["GET", one, { params: { path } }, resource],
    ["PATCH", one, { params: { path }, body: { ...resource, secret: "hush" } }, resource],
    ["DELETE", one, { params: { path } }, {}],
    ["POST", `${one}:resume`, { params: { path }, body: { force: true } }, resource],
  ] as const)("%s %s is sent and read", async (method, template, call, success) => {
    const { createGatewayHttp } = await loadPackageWith(
      generated,
      new Map([[join(projectRoot, wrappedFile), wrapped]]),
    );
    await using server = await FaultServer.start({
      answers: [answer(200, JSON.stringify(success)), answer(200, '{"name":1,"resources":1}')],
    });
    const http = createGatewayHttp({ apiKey: "fw_a-long-key", baseUrl: server.url });

    expect((await http[method](template, call)).data).toEqual(success);
    const target = template.replace("{account_id}", "acme").replace("{resource_id}", "r");
    expect(server.requests).toMatchObject([{ method, target }]);
    // The success of a deletion may be any object.
    if (method === "DELETE") return;
    await expect(http[method](template, call)).rejects.toThrow("200 with an invalid body");
  });
});
