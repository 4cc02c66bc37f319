import { readFile, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "prettier";
import { describe, expect, test } from "vitest";
import { bumpSpec, type BumpOptions } from "../../../scripts/bump/bump-spec.js";
import { unreleasedVerdict, withEntry } from "../../../scripts/bump/changelog.js";
import { nextPackageVersion } from "../../../scripts/bump/package-version.js";
import { printBump } from "../../../scripts/bump/print-bump.js";
import { inCopy } from "../../../scripts/bump/project-copy.js";
import { mentionedVersions, withMentions } from "../../../scripts/bump/spec-mentions.js";
import { command, generate, judgingSteps, type Step } from "../../../scripts/bump/steps.js";
import { readPages } from "../../../scripts/bump/update-pages.js";
import { findDrift } from "../../../scripts/generate/find-drift.js";
import { projectRoot } from "../../../scripts/lib/files.js";
import type { Verdict } from "../../../scripts/verdict/change.js";
import { title, version } from "../../../src/generated/spec.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion, vendored } from "../../support/vendored.js";
import { mergedForm } from "../merged-document.js";
import { smallProject, snapshot } from "../project.js";
import { runScript } from "../run-script.js";

const packageVersion = "0.1.7";

const read = (root: string, name: string): Promise<string> => readFile(join(root, name), "utf8");

async function project(): Promise<string> {
  const root = await smallProject();
  const text = await read(root, "package.json");
  await writeFile(
    join(root, "package.json"),
    replaced(text, /"version": ".*"/, `"version": "${packageVersion}"`),
  );
  await writeFile(join(root, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n");
  return root;
}

const bump = (root: string, yaml: string, options: BumpOptions = {}) =>
  bumpSpec(root, { name: "page.yaml", bytes: Buffer.from(yaml) }, { steps: [], ...options });

const withRegion = replaced(
  replaced(newer, "        - keyName\n", "        - keyName\n        - region\n"),
  "        keyName:\n",
  "        region:\n          type: string\n        keyName:\n",
);

describe("a bump to a version that breaks callers", () => {
  test("ends with the places to mend, and leaves everything else done", async () => {
    const root = await project();

    const first = await bump(root, withRegion, { steps: judgingSteps });

    expect(first.comparison.verdict).toBe("major");
    expect(first.packageVersion).toEqual({ current: packageVersion, proposed: "0.2.0" });
    const places = first.troubles.map(({ place }) => place);
    expect(places[0]).toMatch(/^src\/[\w/-]+\.ts:\d+$/);
    expect(places.some((place) => place.startsWith("test/types.test-d.ts:"))).toBe(true);
    for (const { place, message } of first.troubles) {
      const [file = "", line = ""] = place.split(":");
      expect((await read(root, file)).split("\n").length).toBeGreaterThanOrEqual(Number(line));
      expect(message).not.toContain("\n");
    }
    expect(first.troubles.map(({ message }) => message).join()).toContain("'region' is missing");
    expect(await findDrift(root)).toEqual([]);
    expect(await read(root, "README.md")).toContain(newerVersion);
    expect(await read(root, "CHANGELOG.md")).toMatch(
      `## [Unreleased]\n\n### ${title} ${version} to ${newerVersion}: major\n\n- Whoever calls \`Gateway_CreateSecret\`: `,
    );

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
    expect(printed).toContain(`  ${places[0]} ${first.troubles[0]?.message}`);
  });

  test("names the overlay's line where its target is gone, and generates nothing", async () => {
    const root = await project();
    const generated = await snapshot(join(root, "src"));
    const without = replaced(newer, / {8}value:\n( {10}.*\n|\n)+/, "");

    const { comparison, troubles } = await bump(root, without, { steps: judgingSteps });

    expect(comparison.verdict).toBe("major");
    const [trouble] = troubles;
    expect(troubles).toHaveLength(1);
    expect(await read(root, "CHANGELOG.md")).not.toContain("overlay");
    expect(trouble?.place).toMatch(/^openapi\/gateway\.overlay\.yaml:\d+$/);
    const line = Number(trouble?.place.split(":")[1]);
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
      troubles,
    } = await bump(root, newer, {
      steps: [generate],
    });

    expect([comparison.verdict, versions.proposed, troubles]).toEqual(["patch", "0.1.8", []]);
    const names = await readdir(root, { recursive: true, withFileTypes: true });
    const [stale, unformatted]: [string[], string[]] = [[], []];
    for (const { name, parentPath } of names.filter((entry) => entry.isFile())) {
      const path = join(parentPath, name);
      const text = await readFile(path, "utf8");
      if (text.includes(version)) stale.push(name);
      const options = { parser: "markdown", printWidth: 100 };
      if (name.endsWith(".md") && !(await check(text, options))) unformatted.push(name);
    }
    expect([stale, unformatted]).toEqual([["CHANGELOG.md"], []]);
    expect(await read(root, "CHANGELOG.md")).toBe(
      `# Changelog\n\n## [Unreleased]\n\n### ${title} ${version} to ${newerVersion}: patch\n\n- Nobody has to do anything: The version alone changed.\n`,
    );
  });

  test("says who can use what is new", async () => {
    const root = await project();

    const { comparison, packageVersion: versions } = await bump(
      root,
      JSON.stringify(mergedForm(newer)),
      { operations: ["Gateway_GetModel1"] },
    );

    expect([comparison.verdict, versions.proposed]).toEqual(["minor", "0.1.8"]);
    expect(await read(root, "CHANGELOG.md")).toContain(
      "- Whoever calls `Gateway_GetModel1`: The operation Gateway_GetModel1 is new.\n",
    );
  });

  test("asks for what all entries together ask for", async () => {
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

  test("changes nothing, and still says what is to be mended", async () => {
    const root = await project();
    const before = await snapshot(root);

    const found = await bump(root, JSON.stringify(mergedForm(vendored)), { steps: [loud] });

    expect(await snapshot(root)).toEqual(before);
    expect(found).toMatchObject({ changed: false, packageVersion: { proposed: packageVersion } });
    expect(printBump(found)).toBe(
      `${title} ${version}: none\nWhat is vendored says the same: nothing changed.\nTo mend:\n  npm run x x`,
    );
  });

  test("takes no step where it was told so", async () => {
    const options = { steps: [loud], onlyIfChanged: true };

    expect((await bump(await project(), vendored, options)).troubles).toEqual([]);
  });
});

test("a source that is refused leaves everything as it was", async () => {
  const root = await project();
  const before = await snapshot(root);

  await expect(bump(root, "<html>")).rejects.toThrow("found HTML");
  await expect(bump(root, replaced(newer, newerVersion, "0.0.1"))).rejects.toThrow("--force");
  expect(await snapshot(root)).toEqual(before);
});

const node = (code: string): Step => command(`node -e "${code}"`);

describe("a command as a step", () => {
  test("is silent where it ends well", async () => {
    expect(await node("console.log('fine')").run(tmpdir())).toEqual([]);
  });

  test("shows the end of what it printed where it does not", async () => {
    const step = node("for (let i = 0; i < 99; i++) console.log('line', i); process.exit(3)");

    const [trouble] = await step.run(tmpdir());

    expect(trouble?.place).toMatch(/^node -e/);
    expect(trouble?.message.split("\n")).toEqual(
      Array.from({ length: 60 }, (_, index) => `line ${index + 39}`),
    );
  });

  test("is not told what pull requests are opened with", async () => {
    process.env["GH_TOKEN"] = "hidden";

    const [trouble] = await node("console.log(process.env.GH_TOKEN); process.exit(1)").run(".");
    delete process.env["GH_TOKEN"];

    expect(trouble?.message).toBe("undefined");
  });

  test("ends the bump, and the steps behind it are not taken", async () => {
    const taken: string[] = [];
    const step = (name: string, ...troubles: string[]): Step => ({
      doing: name,
      async run() {
        taken.push(name);
        return troubles.map((place) => ({ place, message: "x" }));
      },
    });

    const steps = [step("one"), step("two", "here", "there"), step("three")];
    const { troubles } = await bump(await project(), newer, { steps });

    expect(taken).toEqual(["one", "two"]);
    expect(troubles.map(({ place }) => place)).toEqual(["here", "there"]);
  });
});

test("a dry run works on a copy, and leaves the project as it was", async () => {
  const root = await project();
  await writeFile(join(root, "stray.ts"), "");
  const before = await snapshot(root);
  let copied = "";

  const found = await inCopy(root, async (copy) => {
    copied = copy;
    return bump(copy, newer, { steps: [generate] });
  });

  expect(found).toMatchObject({ changed: true, troubles: [] });
  expect(await snapshot(root)).toEqual(before);
  await expect(readdir(copied)).rejects.toThrow("ENOENT");
});

test.each<[string, Verdict, string]>([
  ["0.1.0", "none", "0.1.0"],
  ["0.1.0", "patch", "0.1.1"],
  ["0.1.9", "minor", "0.1.10"],
  ["0.9.3", "major", "0.10.0"],
  ["1.2.3", "none", "1.2.3"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["9.2.3", "major", "10.0.0"],
])("version %s and the verdict %s ask for %s", (current, verdict, next) => {
  expect(nextPackageVersion(current, verdict)).toBe(next);
});

test("a package version that is none is told", () => {
  expect(() => nextPackageVersion("1.2", "patch")).toThrow(/^expected a version such as 1\.2\.3/);
});

describe("the changelog", () => {
  const entry = "### Things 1 to 2: minor\n\n- New.\n";

  test.each([
    ["# Changelog\n\n## [Unreleased]\n", `# Changelog\n\n## [Unreleased]\n\n${entry}`],
    [
      "## [Unreleased]\n\n### Added\n\n- It.\n",
      `## [Unreleased]\n\n${entry}\n### Added\n\n- It.\n`,
    ],
    [
      "# Changelog\n\n## [1.0.0]\n\n- It.\n",
      `# Changelog\n\n## [Unreleased]\n\n${entry}\n## [1.0.0]\n\n- It.\n`,
    ],
    ["# Changelog\n", `# Changelog\n\n## [Unreleased]\n\n${entry}\n`],
  ])("takes an entry first under Unreleased: %j", (before, after) => {
    expect(withEntry(before, entry)).toBe(after);
  });

  test.each<[string, Verdict]>([
    ["# Changelog\n", "none"],
    ["## [Unreleased]\n\n### Added\n", "none"],
    [`## [Unreleased]\n\n${entry}`, "minor"],
    [`## [Unreleased]\n\n${entry}\n### Things 0 to 1: patch\n`, "minor"],
    [`## [Unreleased]\n\n## [1.0.0]\n\n${entry}`, "none"],
  ])("tells the gravest verdict that waits for a release: %j", (changelog, verdict) => {
    expect(unreleasedVerdict(changelog)).toBe(verdict);
  });
});

describe("the pages that people read", () => {
  test("tell the version of the vendored document, and no other", async () => {
    const pages = await readPages(projectRoot);
    const mentioned = [...pages.values()].flatMap((page) => mentionedVersions(page, title));

    expect(new Set(mentioned)).toEqual(new Set([version]));
    expect(pages.has("docs/outcomes.md")).toBe(true);
  });

  test("are brought up to date wherever a line breaks, and nowhere else", () => {
    const page = "The REST\nAPI 4.259.0, REST API v1, REST API 4.1.";

    expect(withMentions(page, "REST API", "5.10.0")).toBe(
      "The REST\nAPI 5.10.0, REST API v1, REST API 5.10.0.",
    );
  });
});

test("npm run spec:bump says how it is called", async () => {
  const { code, stderr } = await runScript("spec-bump.ts", ["--json"], { cwd: tmpdir() });

  expect([code, stderr]).toEqual([
    1,
    "expected one SOURCE, a file or an https URL: npm run spec:bump -- SOURCE [--dry-run] [--force] [--operation ID]\n",
  ]);
});
