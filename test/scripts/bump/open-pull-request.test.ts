import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openPullRequest, type OpenOptions } from "../../../scripts/bump/open-pull-request.js";
import { command, generate, type Step } from "../../../scripts/bump/steps.js";
import type { Source } from "../../../scripts/vendor/read-source.js";
import { title, version } from "../../../src/generated/spec.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion, vendored } from "../../support/vendored.js";
import { pageNames, pageSource } from "../described-pages.js";
import { mergedForm } from "../merged-document.js";
import { snapshot } from "../project.js";
import { repository, type Repository } from "./repository.js";

const page = "https://docs.example/create-secret.md";

const open = (
  { root, run }: Repository,
  yaml: string,
  options: OpenOptions = {},
  others: readonly Source[] = [],
) =>
  openPullRequest(root, [{ name: page, bytes: Buffer.from(yaml) }, ...others], run, {
    steps: [generate],
    ...options,
  });

const optionOf = (call: readonly string[] | undefined, name: string): string =>
  call?.[call.indexOf(name) + 1] ?? "";

// The workflow runs on Linux; Windows starts no script by the name of "gh".
describe.skipIf(process.platform === "win32")("a new version of the page", () => {
  test("comes as a pull request: titled, labelled, and with all that the bump wrote", async () => {
    const clone = await repository();

    const outcome = await open(clone, newer);

    expect(outcome).toBe("https://github.example/pull/7");
    const [list, setup, label, create, ...more] = await clone.calls();
    expect(more).toEqual([]);
    const branch = optionOf(list, "--head");
    expect(branch).toMatch(new RegExp(`^spec-bump/${newerVersion}-[0-9a-f]{8}$`));
    expect(setup).toEqual(["auth", "setup-git"]);
    expect(label?.slice(0, 4)).toEqual(["label", "create", "spec-bump", "--force"]);
    expect(create?.slice(0, 2)).toEqual(["pr", "create"]);
    expect(optionOf(create, "--head")).toBe(branch);
    expect(optionOf(create, "--title")).toBe(`${title} ${version} to ${newerVersion}: patch`);
    expect(optionOf(create, "--label")).toBe("spec-bump");
    const body = optionOf(create, "--body");
    expect(body).toContain(page);
    expect(body).toContain("The verdict is **patch**.");
    expect(body).toContain("- No action needed: Only the version changed.");
    expect(body).toContain("`npm test` passes.");
    const changed = await clone.inRemote("show", "--name-only", "--format=%s|%an", branch);
    expect(changed.split("\n").toSorted()).toEqual(
      [
        "",
        `${title} ${version} to ${newerVersion}: patch|Test`,
        "CHANGELOG.md",
        "README.md",
        "openapi/gateway.source.json",
        "openapi/gateway.yaml",
        ...["reference", "schema", "spec", "validators"].map((name) => `src/generated/${name}.ts`),
      ].toSorted(),
    );
    expect(await clone.inRemote("show", `${branch}:openapi/gateway.yaml`)).toBe(newer.trim());
  });

  test("comes as a pull request even if problems remain, which are then in its text", async () => {
    const clone = await repository();
    const judge: Step = {
      doing: "Judging",
      run: async () => [
        { place: "src/client.ts:12", message: "Property 'a_b' is missing in type '{ x: `y` }'" },
        { place: "npm test", message: "1 failed\n  at line `1`" },
      ],
    };

    await open(clone, newer, { steps: [generate, judge] });

    const create = (await clone.calls()).at(-1);
    expect(optionOf(create, "--title")).toBe(
      `${title} ${version} to ${newerVersion}: patch, 2 to fix`,
    );
    expect(optionOf(create, "--body")).toContain(
      "## To fix\n\n- [ ] `src/client.ts:12` Property 'a_b' is missing in type '{ x: \\`y\\` }'\n- [ ] `npm test`\n\n  ~~~~~text\n  1 failed\n    at line `1`\n  ~~~~~\n",
    );
    expect(optionOf(create, "--body")).not.toContain("passes");
  });

  test("fits into a pull request, however much there is to fix", async () => {
    const clone = await repository();
    const judge = command(`node -e "console.log('x'.repeat(100000)); process.exit(1)"`);

    await open(clone, newer, { steps: [judge] });

    expect(optionOf((await clone.calls()).at(-1), "--body").length).toBeLessThan(65_536);
  });

  test("is not opened twice", async () => {
    const clone = await repository();
    const known = '[{"url":"https://github.example/pull/6"}]';
    await clone.setKnown(known);
    const before = await snapshot(clone.root);

    expect(await open(clone, newer)).toBe(
      `Nothing to do: a pull request was opened before: ${known}`,
    );
    expect(await clone.calls()).toHaveLength(1);
    expect(untouched(await snapshot(clone.root))).toEqual(untouched(before));
  });

  test("replaces the branch of an interrupted run", async () => {
    const clone = await repository();
    await open(clone, newer);
    const branch = optionOf((await clone.calls())[0], "--head");
    await clone.run("git", "switch", "main");
    await clone.run("git", "commit", "--allow-empty", "--message", "Go on");

    await open(clone, newer);

    expect(await clone.inRemote("log", "--format=%s", branch)).toBe(
      `${title} ${version} to ${newerVersion}: patch\nGo on\nBegin`,
    );
  });

  test("is only described in a dry run", async () => {
    const clone = await repository();
    const before = await snapshot(clone.root);

    const outcome = await open(clone, newer, { dryRun: true });

    expect(outcome).toMatch(`${title} ${version} to ${newerVersion}: patch\n\n${title} went from`);
    expect(await clone.calls()).toEqual([]);
    expect(untouched(await snapshot(clone.root))).toEqual(untouched(before));
  });

  test("is refused in a tree with changes that are not committed", async () => {
    const clone = await repository();
    await writeFile(join(clone.root, "stray.txt"), "");

    await expect(open(clone, newer)).rejects.toThrow(/^expected a clean working tree, found/);
  });

  test("fails with git's message if git fails", async () => {
    const clone = await repository();
    await clone.run("git", "remote", "remove", "origin");

    await expect(open(clone, newer)).rejects.toThrow(
      /^"git push --force" failed: fatal: 'origin' does not appear/,
    );
  });
});

/** Git notes in a file of its own when it looked. */
const untouched = (files: Record<string, string>): [string, string][] =>
  Object.entries(files).filter(([path]) => !path.endsWith(join(".git", "index")));

test.skipIf(process.platform === "win32").each([
  ["the page that is vendored", vendored],
  ["the merged document that says the same", JSON.stringify(mergedForm(vendored))],
])("%s is nothing to do, and no pull request", async (_what, yaml) => {
  const clone = await repository();
  const before = await snapshot(clone.root);

  expect(await open(clone, yaml)).toBe(`Nothing to do: ${version} is vendored already`);
  expect(await clone.calls()).toEqual([]);
  expect(await snapshot(clone.root)).toEqual(before);
});

test("a page that cannot be used is an error, for somebody to look at", async () => {
  const clone = await repository();

  await expect(open(clone, "<html>gone</html>")).rejects.toThrow("found HTML");
  expect(await clone.calls()).toEqual([]);
});

/** A page of a described operation, with another name of a parameter. */
const wrongPage = (of?: string): Promise<Source> =>
  pageSource("list-secrets", (text) => replaced(text, "name: pageSize", "name: limit"), of);

describe.skipIf(process.platform === "win32")(
  "a description of ours that a page proves wrong",
  () => {
    test("is in the text of the pull request for a new version", async () => {
      const clone = await repository();

      await open(clone, newer, {}, [await wrongPage(newerVersion)]);

      const create = (await clone.calls()).at(-1);
      expect(optionOf(create, "--title")).toMatch(/, \d+ to fix$/);
      expect(optionOf(create, "--body")).toMatch(
        /- \[ \] `openapi\/secrets\.overlay\.yaml:\d+` Gateway_ListSecrets differs from list-secrets\.md: /,
      );
    });

    test("is an error where there is nothing else to do, so that somebody notices", async () => {
      const clone = await repository();

      await expect(open(clone, vendored, {}, [await wrongPage()])).rejects.toThrow(
        /^openapi\/secrets\.overlay\.yaml:\d+ Gateway_ListSecrets differs from list-secrets\.md: /,
      );
      expect(await clone.calls()).toEqual([]);
    });

    test("is not there as long as the pages say the same", async () => {
      const clone = await repository();
      const pages = await Promise.all(pageNames.map((name) => pageSource(name)));

      expect(await open(clone, vendored, {}, pages)).toBe(
        `Nothing to do: ${version} is vendored already`,
      );
    });
  },
);
