/** A described operation is vendored for good once a document has it: what stands in two places is an error. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { checkSteps } from "../../scripts/bump/steps.js";
import { findDrift } from "../../scripts/generate/find-drift.js";
import { generateFiles } from "../../scripts/generate/generate-files.js";
import { writeFolder } from "../../scripts/lib/files.js";
import { printOpenapi } from "../../scripts/openapi/document.js";
import { readEffectiveDocument } from "../../scripts/vendor/effective-document.js";
import { importDocument } from "../../scripts/vendor/import-document.js";
import { readDocument } from "../../scripts/vendor/vendored-document.js";
import { compareImported } from "../../scripts/verdict/compare-imported.js";
import { bump, project } from "./bump/bumped-project.js";
import { mergedForm } from "./merged-document.js";
import { copyOfProject } from "./project.js";

/** A full document of the vendor: all that we know of, without our marks, among much else. */
async function fullDocument(root: string): Promise<string> {
  const effective = printOpenapi(await readEffectiveDocument(root));
  return JSON.stringify(mergedForm(effective.replaceAll(/^ +writeOnly: true\n/gm, "")));
}

/** Removes actions of the overlay, given by their numbers. */
async function removeActions(root: string, numbers: readonly number[]): Promise<void> {
  const path = join(root, "openapi", "secrets.overlay.yaml");
  const overlay = parse(await readFile(path, "utf8"));
  overlay.actions = overlay.actions.filter(
    (_action: unknown, index: number) => !numbers.includes(index + 1),
  );
  await writeFile(path, stringify(overlay));
}

const numbersIn = (message: string): number[] =>
  [...message.matchAll(/action (\d+) /g)].map(([, number]) => Number(number));

test("the error names the actions to remove, and without them everything is as before", async () => {
  const root = await copyOfProject();
  const before = await generateFiles(root);
  const source = Buffer.from(await fullDocument(root));
  const operations = ["Gateway_ListSecrets"];

  const imported = await importDocument(root, "full.json", source, { operations });
  const message = await generateFiles(root).then(
    () => "",
    ({ message: text }: Error) => text,
  );

  expect(message).toMatch(
    /^openapi\/secrets\.overlay\.yaml: action \d adds the schema gatewayListSecretsResponse, which the document has itself: remove it; action \d adds the operation Gateway_ListSecrets, which the document has itself: remove it$/,
  );
  const { verdict, reasons } = await compareImported(root, imported);
  expect(verdict).toBe("none");
  expect(reasons.join(" ")).toMatch(/action \d adds the operation Gateway_ListSecrets/);

  await removeActions(root, numbersIn(message));
  const after = await generateFiles(root);

  expect(after.get("validators.ts")).toBe(before.get("validators.ts"));
  expect(after.get("spec.ts")).toBe(before.get("spec.ts"));
  await writeFolder(join(root, "src", "generated"), after);
  expect(await findDrift(root)).toEqual([]);
});

test("a bump does the same for all of them, and the project compiles once the actions are removed", async () => {
  const root = await project();
  const full = await fullDocument(root);
  const operations = ["List", "Get", "Update", "Delete"].map((verb) =>
    verb === "List" ? "Gateway_ListSecrets" : `Gateway_${verb}Secret`,
  );

  const first = await bump(root, full, { operations, steps: checkSteps });

  const [problem, ...others] = first.problems;
  expect(others).toEqual([]);
  expect(problem?.place).toMatch(/^openapi\/secrets\.overlay\.yaml:\d+$/);
  expect(numbersIn(problem?.message ?? "")).toHaveLength(5);

  await removeActions(root, numbersIn(problem?.message ?? ""));
  const second = await bump(root, full, { steps: checkSteps });

  expect(second.problems).toEqual([]);
  expect(Object.keys((await readDocument(root)).paths)).toHaveLength(2);
  expect(await findDrift(root)).toEqual([]);
});
