import { readdir, readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { fieldsOf, itemsOf, textOf, type Json } from "../../scripts/lib/json.js";
import { parseYaml } from "../../scripts/lib/yaml.js";

const folder = join(projectRoot, ".github", "workflows");
const names = await readdir(folder);
const packageJson = fieldsOf(parseYaml(await readFile(join(projectRoot, "package.json"), "utf8")));
const scripts = Object.keys(fieldsOf(packageJson["scripts"]));

test("there is one for each change, each release and each new version of the document", () => {
  expect(names).toEqual(expect.arrayContaining(["ci.yml", "release.yml", "spec-bump.yml"]));
});

describe.each(names)("%s", async (name) => {
  const text = await readFile(join(folder, name), "utf8");
  const workflow = fieldsOf(parseYaml(text));
  const jobs = Object.values(fieldsOf(workflow["jobs"])).map(fieldsOf);
  const steps = jobs.flatMap((job) => itemsOf(job["steps"])).map(fieldsOf);
  const named = (field: string): string[] =>
    steps.map((step) => step[field]).filter((value): value is string => typeof value === "string");

  test("may read the repository, and nothing else where a job does not ask for it", () => {
    expect(workflow["permissions"]).toEqual({ contents: "read" });
  });

  test("takes each action at one commit, whose version stands beside it", () => {
    expect(named("uses").length).toBeGreaterThan(0);
    for (const action of named("uses")) {
      expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
      expect(text).toMatch(new RegExp(`uses: ${action} # v\\d+\\.\\d+\\.\\d+\n`));
    }
  });

  test("leaves its token with no step that did not ask for it", () => {
    const checkouts = steps.filter((step) => textOf(step["uses"]).startsWith("actions/checkout@"));
    for (const { with: options } of checkouts) {
      expect(fieldsOf(options)["persist-credentials"]).toBe(false);
    }
  });

  test("runs npm's scripts alone, each in a line, so that it runs what a clone runs", () => {
    for (const command of named("run")) expect(scriptOf(command)).toSatisfy(isOurs);
  });

  test("ends by itself", () => {
    for (const job of jobs) expect(job["timeout-minutes"]).toBeLessThanOrEqual(30);
  });
});

test("each file of src/ is mutated in a job, except what is generated and the binary's one line", async () => {
  const { jobs } = fieldsOf(parseYaml(await readFile(join(folder, "ci.yml"), "utf8")));
  const { strategy } = fieldsOf(fieldsOf(jobs)["mutation"]);
  const { files } = fieldsOf(fieldsOf(strategy)["matrix"]);
  const entries = await readdir(join(projectRoot, "src"), { recursive: true, withFileTypes: true });
  const folders = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map(({ parentPath }) => relative(projectRoot, parentPath).replaceAll(sep, "/"));
  const groups = [...new Set(folders)].filter((path) => path !== "src/generated");

  const asked = itemsOf(files).map((group) => textOf(group).replace(",!src/cli.ts", ""));
  expect(asked.toSorted()).toEqual(groups.map((path) => `${path}/*.ts`).toSorted());
});

/** The script that a step runs. */
const scriptOf = (command: string): string =>
  /^npm run ([\w:-]+)( -- .*)?$/.exec(command)?.[1] ?? command;

// `.ci/run` is itself `npm ci` and `npm test`.
const others = ["npm ci", "npm test", "npm publish --provenance --access public"];
const isOurs = (script: string): boolean =>
  scripts.includes(script) ||
  others.includes(script) ||
  /^sudo [\w=,-]+ bash \.ci\/run$/.test(script.replace("--preserve-env", "preserve"));

test("the bump is run on a schedule and by hand, and may then open a pull request", async () => {
  const text = await readFile(join(folder, "spec-bump.yml"), "utf8");
  const { on, jobs } = fieldsOf(parseYaml(text));
  const job = fieldsOf(fieldsOf(jobs)["bump"]);
  const commands = itemsOf(job["steps"]).map((step: Json) => textOf(fieldsOf(step)["run"] ?? ""));

  expect(Object.keys(fieldsOf(on))).toEqual(["schedule", "workflow_dispatch"]);
  expect(fieldsOf(fieldsOf(on)["workflow_dispatch"])).toHaveProperty(["inputs", "dry-run"]);
  expect(job["permissions"]).toEqual({ contents: "write", "pull-requests": "write" });
  expect(commands.at(-1)).toBe(
    "npm run spec:open-bump -- ${{ inputs.dry-run && '--dry-run' || '' }}",
  );
});
