/** What the guide says about the package, held against the package. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { idempotentRetries, namedCreationRetries } from "../../src/transport/retry-policy.js";
import * as operations from "../../src/operations/wrapped-operations.js";

const read = (path: string): Promise<string> => readFile(join(projectRoot, path), "utf8");
const report = await read("api/index.api.md");

/** The members of an interface of the public declarations. */
function membersOf(name: string): string[] {
  const [, body = ""] = new RegExp(`interface ${name} [^{]*\\{\\n([^]*?)\\n\\}`).exec(report) ?? [];
  return [...body.matchAll(/^ {4}readonly (\w+)/gm)].map(([, member = ""]) => member);
}

/** The code in the first cell of each row of a section's tables. */
function firstCells(page: string, section: string): string[] {
  const [, text = ""] = page.split(`## ${section}\n`);
  const [own = ""] = text.split("\n## ");
  return [...own.matchAll(/^\| `(\w+)`/gm)].map(([, cell = ""]) => cell);
}

test("the page of options has each of them, and no other", async () => {
  const page = await read("docs/options.md");
  expect(firstCells(page, "Options of the client").toSorted()).toEqual(
    membersOf("GatewayClientOptions").toSorted(),
  );
  const ofCalls = ["CallOptions", "SecretOptions", "GetSecretOptions", "ListSecretsOptions"];
  expect(firstCells(page, "Options of a call").toSorted()).toEqual(
    ofCalls.flatMap(membersOf).toSorted(),
  );
});

test("the page of errors has each class, with its fields", async () => {
  const page = await read("docs/errors.md");
  const rows = [...page.matchAll(/^\| `(Gateway\w+Error)` .*\|([^|]*)\|$/gm)];
  const told = rows.map(([, name = "", fields = ""]) => [
    name,
    [...fields.matchAll(/`(\w+)`/g)].map(([, field = ""]) => field).toSorted(),
  ]);
  const classes = [...report.matchAll(/class (Gateway\w+Error) extends [^{]*\{([^]*?)\n\}/g)];
  const declared = classes.map(([, name = "", body = ""]) => [
    name,
    [...body.matchAll(/^ {4}readonly (\w+)/gm)].map(([, field = ""]) => field).toSorted(),
  ]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(declared));
});

describe("the page of retries", async () => {
  const page = await read("docs/retries.md");
  const rowOf = (method: string): string =>
    page.split("\n").find((line) => line.startsWith("|") && line.includes(`\`${method}\``)) ?? "";

  test.each([
    ["createSecret", operations.Gateway_CreateSecret],
    ["getSecret", operations.Gateway_GetSecret],
    ["listSecrets", operations.Gateway_ListSecrets],
    ["updateSecret", operations.Gateway_UpdateSecret],
    ["deleteSecret", operations.Gateway_DeleteSecret],
  ])("has the status codes of %s", (method, { policy: { retries } }) => {
    const told = [...rowOf(method).matchAll(/\b\d{3}\b/g)].map(([status]) => Number(status));
    expect(told).toEqual([...retries].filter((kind) => typeof kind === "number"));
    expect(rowOf(method).includes("or after")).toBe(retries.has("connection"));
  });

  test("tells the two policies apart", () => {
    expect(idempotentRetries).not.toEqual(namedCreationRetries);
  });
});
