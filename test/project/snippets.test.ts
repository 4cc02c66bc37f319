import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";
import { entryPoints, runAgainstFake } from "./run-snippet.js";
import { docstringSnippets, pageSnippets, quotedPrograms } from "./snippets.js";

const pages = await pageSnippets();

/** The one example of the pages that contains a text. */
function exampleWith(text: string): string {
  const found = pages.filter(({ code }) => code.includes(text));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? "";
}

test("every example in the pages and the docstrings compiles", async () => {
  const snippets = [...pages, ...(await docstringSnippets())];
  const files = new Map(
    snippets.map(({ name, code }) => [
      `test/snippets/${name.replaceAll(/\W+/g, "-")}.ts`,
      // A snippet is a module of its own, also where it exports nothing.
      `${code}\nexport {};\n`,
    ]),
  );
  const paths = Object.entries(entryPoints).map(([name, source]) => [name, [source]]);
  const diagnostics = await diagnoseCopies([...files.keys()], [files], {
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: Object.fromEntries(paths),
  });
  expect(snippets.length).toBeGreaterThan(10);
  expect(diagnostics).toEqual([""]);
});

test("the pages quote each program of test/recipes/ as it is", async () => {
  const folder = "test/recipes/programs";
  const names = await readdir(join(projectRoot, folder));
  const files = names.filter((name) => name.endsWith(".ts"));
  const programs = files.map(async (name): Promise<[string, string]> => [
    `${folder}/${name}`,
    await readFile(join(projectRoot, folder, name), "utf8"),
  ]);
  expect(await quotedPrograms()).toEqual(new Map(await Promise.all(programs)));
});

describe("README example:", () => {
  test("the first program lists the secret that it then rotates and deletes", async () => {
    const [first] = pages;
    const { stdout } = await runAgainstFake(first?.code ?? "");
    expect(stdout).toBe("accounts/acme/secrets/wolfram-alpha-api-key WOLFRAM_ALPHA_API_KEY\n");
  });
});

describe("a recipe does what it says:", () => {
  test("create or skip creates once", async () => {
    const { stdout } = await runAgainstFake(exampleWith("createOrSkip("));
    expect(stdout).toBe("created\nskipped\n");
  });

  test("a call behind a proxy goes through it", async () => {
    const { stdout, tunnelled, gateway } = await runAgainstFake(exampleWith("ProxyAgent("));
    expect(stdout).toBe("accounts/acme/secrets/behind-a-proxy\n");
    expect(tunnelled).toEqual([gateway]);
  });

  test("the raw surface returns the data of a success and the error of an error status", async () => {
    const { stdout } = await runAgainstFake(exampleWith("HttpResult<Secret>"));
    expect(stdout).toBe("200 accounts/acme/secrets/db\n409 ALREADY_EXISTS\n");
  });

  const body = `JSON.stringify({ name: "accounts/acme/secrets/db", keyName: "DB", value: "s3cret" })`;
  const request = `new Request("http://localhost/", { method: "POST", body: ${body} })`;

  test("a Next.js route answers with the secret, without its value", async () => {
    const { stdout } = await runAgainstFake(
      exampleWith("export async function POST"),
      `import { POST } from "./program.js";
      const answer = await POST(${request});
      console.log(answer.status, await answer.text());`,
    );
    expect(stdout).toBe('201 {"name":"accounts/acme/secrets/db","keyName":"DB"}\n');
  });

  test("rotation keeps a value that works, and goes back otherwise", async () => {
    const { stdout } = await runAgainstFake(exampleWith("async function rotate("));
    expect(stdout).toBe("rotated\nrolled back\n");
  });

  // A client whose next request arrives, and gets this answer instead of the gateway's.
  const failingOnce = `import { createGatewayClient } from "fireworks-gateway-client";
    let answer;
    const gateway = createGatewayClient({
      maxRetries: 0,
      fetch: async (...request) => {
        if (answer === "lost") throw (answer = undefined), new TypeError("fetch failed");
        const own = await fetch(...request);
        const given = answer ?? own;
        answer = undefined;
        return given;
      },
    });`;

  test("a rotation whose outcome is open is looked at, and undone if the value does not work", async () => {
    const { stdout, values } = await runAgainstFake(
      exampleWith("async function rotate("),
      `${failingOnce}
      import { rotate } from "./program.js";
      const rotation = { id: "db", keyName: "DB_PASSWORD", previous: "before", next: "after" };
      answer = new Response(null, { status: 500 });
      console.log(await rotate(gateway, { ...rotation, works: async () => false }));
      answer = new Response(null, { status: 403 });
      await rotate(gateway, rotation).catch(({ status }) => console.log(status));`,
    );
    expect(stdout).toBe("rotated\nrolled back\nrolled back\n403\n");
    expect(values.slice(-3)).toEqual(["after", "before", "after"]);
  });

  test.each([
    ["what the list has is not created again", "new Response(null, { status: 500 })"],
    ["what it lacks is created", '"lost"'],
  ])("after an open outcome, %s", async (_what, answer) => {
    const { stdout, values } = await runAgainstFake(
      exampleWith("createAndLook("),
      `${failingOnce}
      import { createAndLook } from "./program.js";
      const secret = { name: "accounts/acme/secrets/new", keyName: "NEW", value: "fresh" };
      answer = ${answer};
      console.log((await createAndLook(gateway, secret)).name);`,
    );
    expect(stdout).toBe("accounts/acme/secrets/db\naccounts/acme/secrets/new\n");
    expect(values).toEqual(["s3cret", "fresh"]);
  });

  test("the audit names what is named otherwise, and what is there twice", async () => {
    const { stdout } = await runAgainstFake(
      exampleWith("is not named after"),
      `import { createGatewayClient } from "fireworks-gateway-client";
      const gateway = createGatewayClient();
      for (const name of ["token", "token-2"]) {
        await gateway.upsertSecret({ name, keyName: "TOKEN", value: "..." });
      }
      await import("./program.js");`,
    );
    expect(stdout).toBe(
      "accounts/acme/secrets/token-2 is not named after TOKEN\n" +
        "TOKEN is in accounts/acme/secrets/token and accounts/acme/secrets/token-2\n",
    );
  });

  test("the clean-up deletes what has the prefix, in a test account alone", async () => {
    const { stdout } = await runAgainstFake(
      exampleWith("async function cleanUp("),
      `import { createGatewayClient } from "fireworks-gateway-client";
      import { cleanUp } from "./program.js";
      const gateway = createGatewayClient({ accountId: "acme-test" });
      for (const name of ["e2e-1", "e2e-2", "kept"]) {
        await gateway.upsertSecret({ name, keyName: "TOKEN", value: "..." });
      }
      console.log(await cleanUp("acme-test", "e2e-"));
      console.log((await gateway.listSecrets().toArray()).map(({ name }) => name));
      await cleanUp("acme", "e2e-").catch(({ message }) => console.log(message));`,
    );
    expect(stdout).toBe(
      "0\n2\n[ 'accounts/acme-test/secrets/kept' ]\nacme is not a test account\n",
    );
  });
});
