import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { check } from "prettier";
import { describe, expect, test } from "vitest";
import { printBump } from "../../../scripts/bump/print-bump.js";
import { generate, checkSteps, type Step } from "../../../scripts/bump/steps.js";
import { findDrift } from "../../../scripts/generate/find-drift.js";
import type { Source } from "../../../scripts/vendor/read-source.js";
import { title, version } from "../../../src/generated/spec.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion, vendored } from "../../support/vendored.js";
import { mergedForm } from "../merged-document.js";
import { pageNames, pageSource } from "../described-pages.js";
import { snapshot } from "../project.js";
import { bump, packageVersion, project, read } from "./bumped-project.js";

const withRegion = replaced(
  replaced(newer, "        - keyName\n", "        - keyName\n        - region\n"),
  "        keyName:\n",
  "        region:\n          type: string\n        keyName:\n",
);

describe("a bump to a version that breaks callers", () => {
  test("ends with the places to fix, and leaves everything else done", async () => {
    const root = await project();

    const first = await bump(root, withRegion, { steps: checkSteps });

    expect(first.comparison.verdict).toBe("major");
    expect(first.packageVersion).toEqual({ current: packageVersion, proposed: "0.2.0" });
    const places = first.problems.map(({ place }) => place);
    expect(places[0]).toMatch(/^src\/[\w/-]+\.ts:\d+$/);
    expect(places.some((place) => place.startsWith("test/types.test-d.ts:"))).toBe(true);
    for (const { place, message } of first.problems) {
      const [file = "", line = ""] = place.split(":");
      expect((await read(root, file)).split("\n").length).toBeGreaterThanOrEqual(Number(line));
      expect(message).not.toContain("\n");
    }
    expect(first.problems.map(({ message }) => message).join()).toContain("'region' is missing");
    expect(await findDrift(root)).toEqual([]);
    expect(await read(root, "README.md")).toContain(newerVersion);
    const changelog = await read(root, "CHANGELOG.md");
    expect(changelog).toMatch(
      `## [Unreleased]\n\n### ${title} ${version} to ${newerVersion}: major\n\n- `,
    );
    expect(changelog).toContain("\n- `createSecret` requires the field `region`.\n");

    const before = await snapshot(root);
    const second = await bump(root, withRegion, { steps: [generate] });

    expect(contents(await snapshot(root))).toEqual(contents(before));
    expect(second).toMatchObject({
      changed: false,
      comparison: { verdict: "none" },
      packageVersion: first.packageVersion,
    });
    const printed = printBump(first).split("\n");
    expect(printed[0]).toBe(`${title} ${version} to ${newerVersion}: major`);
    expect(printed).toContain(`Package version: ${packageVersion} now, 0.2.0 proposed`);
    expect(printed).toContain(`  ${places[0]} ${first.problems[0]?.message}`);
  });

  test("names the overlay's line where its target is gone, and generates nothing", async () => {
    const root = await project();
    const generated = await snapshot(join(root, "src"));
    const without = replaced(newer, / {8}value:\n( {10}.*\n|\n)+/, "");

    const { comparison, problems } = await bump(root, without, { steps: checkSteps });

    expect(comparison.verdict).toBe("major");
    const [problem] = problems;
    expect(problems).toHaveLength(1);
    expect(await read(root, "CHANGELOG.md")).not.toContain("overlay");
    expect(problem?.place).toMatch(/^openapi\/gateway\.overlay\.yaml:\d+$/);
    const line = Number(problem?.place.split(":")[1]);
    const overlay = await read(root, "openapi/gateway.overlay.yaml");
    expect(overlay.split("\n")[line - 1]).toContain("properties.value");
    expect(await snapshot(join(root, "src"))).toEqual(generated);
  });
});

const contents = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => [path, text.split(" ")[1]]);

describe("a bump to a version that breaks nobody", () => {
  test("leaves no stale version where people see one", async () => {
    const root = await project();

    const {
      comparison,
      packageVersion: versions,
      problems,
    } = await bump(root, newer, {
      steps: [generate],
    });

    expect([comparison.verdict, versions.proposed, problems]).toEqual(["patch", "0.1.8", []]);
    const names = await readdir(root, { recursive: true, withFileTypes: true });
    const [stale, unformatted]: [string[], string[]] = [[], []];
    for (const { name, parentPath } of names.filter((entry) => entry.isFile())) {
      const path = join(parentPath, name);
      const text = await readFile(path, "utf8");
      if (text.includes(version)) stale.push(name);
      const options = { parser: "markdown", printWidth: 100 };
      if (name.endsWith(".md") && !(await check(text, options))) unformatted.push(name);
    }
    // An overlay names the version that its description was taken from.
    const seen = stale.filter((name) => !name.endsWith(".overlay.yaml"));
    expect([seen, unformatted]).toEqual([["CHANGELOG.md"], []]);
    expect(await read(root, "CHANGELOG.md")).toBe(
      `# Changelog\n\n## [Unreleased]\n\n### ${title} ${version} to ${newerVersion}: patch\n\n- No action needed: Only the version changed.\n`,
    );
  });

  test("says which operation is new", async () => {
    const root = await project();

    const { comparison, packageVersion: versions } = await bump(
      root,
      JSON.stringify(mergedForm(newer)),
      { operations: ["Gateway_GetModel1"] },
    );

    expect([comparison.verdict, versions.proposed]).toEqual(["minor", "0.1.8"]);
    expect(await read(root, "CHANGELOG.md")).toContain(
      "- The operation `Gateway_GetModel1` is new.\n",
    );
  });

  test("passes untouched with a field that nobody need send, and is told in words for people", async () => {
    const root = await project();
    const withNote = replaced(
      newer,
      "        keyName:\n",
      "        sideNote:\n          type: string\n        keyName:\n",
    );

    const { comparison, problems } = await bump(root, withNote, { steps: checkSteps });

    expect([comparison.verdict, problems]).toEqual(["minor", []]);
    const changelog = await read(root, "CHANGELOG.md");
    expect(changelog).toContain("\n- `createSecret` accepts a new optional field, `sideNote`.\n");
    expect(changelog).toContain("\n- The result of `getSecret` has a new field, `sideNote`.\n");
  });

  test("proposes the version that all unreleased entries together require", async () => {
    const root = await project();

    await bump(root, withRegion);
    const { packageVersion: versions } = await bump(
      root,
      replaced(withRegion, newerVersion, `${newerVersion}1`),
    );

    expect(versions.proposed).toBe("0.2.0");
  });
});

describe("a bump to what is vendored", () => {
  const loud: Step = {
    doing: "Finding something",
    run: async () => [{ place: "npm run x", message: "x" }],
  };

  test("changes nothing, and still reports problems", async () => {
    const root = await project();
    const before = await snapshot(root);

    const found = await bump(root, JSON.stringify(mergedForm(vendored)), { steps: [loud] });

    expect(await snapshot(root)).toEqual(before);
    expect(found).toMatchObject({ changed: false, packageVersion: { proposed: packageVersion } });
    expect(printBump(found)).toBe(
      `${title} ${version}: none\nThe vendored document has the same content: nothing changed.\nTo fix:\n  npm run x x`,
    );
  });

  test("skips the steps with onlyIfChanged", async () => {
    const options = { steps: [loud], onlyIfChanged: true };

    expect((await bump(await project(), vendored, options)).problems).toEqual([]);
  });
});

test("a source that is refused leaves everything as it was", async () => {
  const root = await project();
  const before = await snapshot(root);

  await expect(bump(root, "<html>")).rejects.toThrow("found HTML");
  await expect(bump(root, replaced(newer, newerVersion, "0.0.1"))).rejects.toThrow("--force");
  expect(await snapshot(root)).toEqual(before);
});

test("a step that finds a problem ends the bump, and the remaining steps are skipped", async () => {
  const taken: string[] = [];
  const step = (name: string, ...problems: string[]): Step => ({
    doing: name,
    async run() {
      taken.push(name);
      return problems.map((place) => ({ place, message: "x" }));
    },
  });

  const steps = [step("one"), step("two", "here", "there"), step("three")];
  const { problems } = await bump(await project(), newer, { steps });

  expect(taken).toEqual(["one", "two"]);
  expect(problems.map(({ place }) => place)).toEqual(["here", "there"]);
});

const pages = (of: string): Promise<Source[]> =>
  Promise.all(pageNames.map((name) => pageSource(name, undefined, of)));
const withoutMask = (page: string): string => replaced(page, "name: readMask", "name: fields");

const withField = (page: string): string =>
  replaced(
    page,
    "        keyName:\n",
    "        region:\n          type: string\n        keyName:\n",
  );

describe("a bump from several sources", () => {
  test("takes the vendored document from its page, and finds the descriptions right by the others", async () => {
    const root = await project();

    const found = await bump(root, newer, { steps: [generate] }, await pages(newerVersion));

    expect(found).toMatchObject({ changed: true, problems: [], source: "page.yaml" });
    expect(await read(root, "openapi/gateway.yaml")).toBe(newer);
  });

  test("says where a description is wrong, and does everything else", async () => {
    const root = await project();
    const wrong = await pageSource("get-secret", withoutMask, newerVersion);

    const { problems } = await bump(root, newer, { steps: [generate] }, [wrong]);

    expect(problems.length).toBeGreaterThan(0);
    const overlay = (await read(root, "openapi/secrets.overlay.yaml")).split("\n");
    for (const { place, message } of problems) {
      const [file, line] = place.split(":");
      expect(file).toBe("openapi/secrets.overlay.yaml");
      expect(overlay[Number(line) - 1]).toMatch(/operationId: Gateway_GetSecret$/);
      expect(message).toMatch(/^Gateway_GetSecret differs from get-secret\.md: /);
    }
    expect(await read(root, "openapi/gateway.yaml")).toBe(newer);
    expect(await findDrift(root)).toEqual([]);
  });

  test("compares descriptions beside the document to come, whose schemas they share", async () => {
    const page = await pageSource("get-secret", withField, newerVersion);

    const { problems } = await bump(await project(), withField(newer), {}, [page]);

    expect(problems).toEqual([]);
  });

  test.each<[string, () => Promise<Source[]>, string]>([
    [
      "two sources of the vendored document",
      async () => [{ name: "second.yaml", bytes: Buffer.from(newer) }],
      "expected one source of the vendored document, found second.yaml and page.yaml",
    ],
    [
      "a page of an operation that is not ours",
      async () => [
        await pageSource("get-secret", (page) =>
          replaced(replaced(page, "GetSecret", "GetModel"), "/secrets/{secret_id}:", "/models:"),
        ),
      ],
      "expected an operation of ours in get-secret.md, found none: is this the page of another",
    ],
    [
      "a page that cannot be read",
      async () => [{ name: "list-secrets.md", bytes: Buffer.from("<html>gone</html>") }],
      "list-secrets.md: expected a docs page or an OpenAPI document, found HTML",
    ],
  ])("is refused with %s, and changes nothing", async (_what, others, message) => {
    const root = await project();
    const before = await snapshot(root);

    await expect(bump(root, newer, {}, await others())).rejects.toThrow(message);
    expect(await snapshot(root)).toEqual(before);
  });
});
