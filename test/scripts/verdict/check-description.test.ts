import { describe, expect, test } from "vitest";
import { parseOpenapi } from "../../../scripts/openapi/document.js";
import {
  checkDescription,
  printDescriptionCheck,
  type DescriptionCheck,
} from "../../../scripts/verdict/check-description.js";
import { version } from "../../../src/generated/spec.js";
import { replaced } from "../../support/replaced.js";
import { newerVersion, vendored } from "../../support/vendored.js";
import { pageNames, pageSource, type PageName } from "../described-pages.js";
import { copyOfProject } from "../project.js";

type Change = (page: string) => string;

/** Checks the descriptions of the project against a page. */
async function check(name: PageName, change?: Change, of?: string): Promise<DescriptionCheck> {
  const source = await pageSource(name, change, of);
  const found = await checkDescription(await copyOfProject(), parseOpenapi(vendored), source);
  if (!found) throw new Error(`expected a described operation in ${name}, found none`);
  return found;
}

const parameter = (name: string, place: string, type: string, required = false): string =>
  `        - name: ${name}\n          in: ${place}\n          required: ${required}\n          schema:\n            type: ${type}\n`;

const withRegion: Change = (page) =>
  replaced(
    page,
    "      parameters:\n",
    `      parameters:\n${parameter("region", "query", "string", true)}`,
  );
const withValidateOnly: Change = (page) =>
  replaced(
    page,
    "      parameters:\n",
    `      parameters:\n${parameter("validateOnly", "query", "boolean")}`,
  );
const closed: Change = (page) =>
  replaced(page, "type: object\n", "type: object\n              maxProperties: 1\n");

const withOtherMask: Change = (page) => replaced(page, "name: readMask", "name: mask");

describe("what we describe", () => {
  test.each(pageNames)("is what the page %s says, in other words", async (name) => {
    const found = await check(name);

    expect(found.comparison).toEqual({
      from: version,
      to: version,
      verdict: "none",
      operations: [],
      reasons: [],
    });
    expect(printDescriptionCheck(found)).toBe(
      `Our description says the same as ${name}.md (${version})`,
    );
  });

  test.each<[string, PageName, Change, string]>([
    [
      "the method",
      "update-secret",
      (page) => replaced(page, "    patch:", "    put:"),
      "The method changed from patch to put.",
    ],
    [
      "the path",
      "delete-secret",
      (page) => replaced(page, "secrets/{secret_id}:\n", "secrets:delete/{secret_id}:\n"),
      "The path changed",
    ],
    [
      "the id",
      "get-secret",
      (page) => replaced(page, "Gateway_GetSecret", "Gateway_ReadSecret"),
      "The operation is named Gateway_ReadSecret now",
    ],
    [
      "the name of a parameter",
      "list-secrets",
      (page) => replaced(page, "name: pageSize", "name: limit"),
      "parameters.query.pageSize is gone",
    ],
    [
      "the type of a parameter",
      "list-secrets",
      (page) => replaced(page, "type: integer\n            format: int32", "type: string"),
      "no longer accepts number at",
    ],
    ["a required parameter", "delete-secret", withRegion, "The input requires parameters.query.r"],
    [
      "an optional parameter",
      "update-secret",
      withValidateOnly,
      "The input accepts parameters.query.",
    ],
    [
      "a field",
      "update-secret",
      (page) =>
        replaced(
          page,
          "keyName:\n                  type: string\n                  title: the name of the variable\n                value",
          "value",
        ),
      "body.keyName is gone",
    ],
    [
      "the requiredness of a field",
      "update-secret",
      (page) => replaced(page, "              required:\n                - keyName\n", ""),
      "body.keyName",
    ],
    [
      "a field that is required and no property",
      "update-secret",
      (page) =>
        replaced(
          page,
          "                - keyName\n",
          "                - keyName\n                - secret\n",
        ),
      "The input requires body.secret.",
    ],
    [
      "the type of a field",
      "list-secrets",
      (page) =>
        replaced(
          page,
          "nextPageToken:\n          type: string",
          "nextPageToken:\n          type: integer",
        ),
      "nextPageToken",
    ],
    ["a limit", "update-secret", closed, "maxProperties"],
    ["the success", "delete-secret", (page) => replaced(page, "'200'", "'204'"), "200"],
    [
      "the server",
      "get-secret",
      (page) => replaced(page, "api.fireworks.ai", "gateway.fireworks.ai"),
      "The server changed",
    ],
    [
      "the security",
      "get-secret",
      (page) => replaced(page, "security:\n  - BearerAuth: []", "security: []"),
      "The security changed",
    ],
  ])("is wrong where %s is another one, and it says where", async (_what, name, change, reason) => {
    const { comparison, overlays } = await check(name, change);

    expect(["minor", "major"]).toContain(comparison.verdict);
    expect(comparison.operations.flatMap(({ reasons }) => reasons).join("\n")).toContain(reason);
    expect(overlays).toEqual(["openapi/secrets.overlay.yaml"]);
  });

  test.each<[string, PageName, Change]>([
    ["a description", "list-secrets", (page) => replaced(page, "All of an account.", "Lists.")],
    ["a title", "update-secret", (page) => replaced(page, "title: the name", "title: a name")],
    ["an example", "update-secret", (page) => replaced(page, "example: hush", "example: other")],
    [
      "the tags",
      "get-secret",
      (page) => replaced(page, "- Gateway\n      s", "- Secrets\n      s"),
    ],
    ["what is around the document", "delete-secret", (page) => `Prose.\n\n${page}\n\nMore.\n`],
  ])("is right whatever %s is", async (_what, name, change) => {
    expect((await check(name, change)).comparison.verdict).toBe("none");
  });

  test("is told to be corrected after a bump if the page has another version", async () => {
    const same = printDescriptionCheck(await check("get-secret", withOtherMask));
    const other = printDescriptionCheck(await check("get-secret", withOtherMask, newerVersion));

    expect(same).toMatch(
      /^Our description differs from get-secret\.md \([\d.]+\): major\n {2}Gateway_GetSecret: major\n {4}/,
    );
    expect(same).toMatch(/\nCorrect openapi\/secrets\.overlay\.yaml, then run npm run generate$/);
    expect(other).toMatch(
      /\nThe vendored document has version [\d.]+: bump it first, then correct openapi\/secrets\.overlay\.yaml$/,
    );
  });

  test("is not asked about by the page of the vendored operation", async () => {
    const source = { name: "create-secret.md", bytes: Buffer.from(vendored) };

    expect(
      await checkDescription(await copyOfProject(), parseOpenapi(vendored), source),
    ).toBeUndefined();
  });
});
