import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { CommandError, inFile } from "../lib/command-error.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { parseProvenance, printProvenance, sha256 } from "../vendor/provenance.js";
import { readDocument } from "../vendor/vendored-document.js";
import { generateFiles, type GeneratedFiles } from "./generate-files.js";

/** A file that differs from what its source produces. */
export interface Drift {
  /** Unified diff or error message. */
  readonly difference: string;
  /** Instruction for the user. */
  readonly remedy: string;
}

/**
 * Compares the vendored document with its provenance, and src/generated/ with a fresh generation.
 */
export async function findDrift(root: string): Promise<Drift[]> {
  const reading = readDocument(root);
  const drifts = await Promise.all([provenanceDrift(root, reading), generatedDrift(root, reading)]);
  return drifts.flat();
}

const reimport =
  "openapi/gateway.yaml or its provenance was edited by hand: run npm run spec:import -- SOURCE";
const fixFirst = "Fix this first: nothing can be generated from openapi/";
const regenerate = "src/generated/ is out of date or was edited by hand: run npm run generate";

async function provenanceDrift(root: string, reading: Promise<OpenapiDocument>): Promise<Drift[]> {
  const name = "openapi/gateway.source.json";
  const text = await readFile(join(root, name), "utf8").catch(() => "");
  try {
    const recorded = await inFile(name, () => parseProvenance(text));
    if (!recorded) {
      const difference = `${name}: expected source, specVersion, pageSha256, yamlSha256 and importedOn, found at least one of them missing`;
      return [{ difference, remedy: reimport }];
    }
    const yaml = await readFile(join(root, "openapi", "gateway.yaml"));
    const { info } = await reading;
    const actual = printProvenance({
      ...recorded,
      specVersion: info.version,
      yamlSha256: sha256(yaml),
    });
    return text === actual ? [] : [{ difference: patch(name, text, actual), remedy: reimport }];
  } catch (error) {
    return [unusable(error, reimport)];
  }
}

async function generatedDrift(root: string, reading: Promise<OpenapiDocument>): Promise<Drift[]> {
  let generated: GeneratedFiles;
  try {
    generated = await generateFiles(root, reading);
  } catch (error) {
    return [unusable(error, fixFirst)];
  }
  const folder = join(root, "src", "generated");
  const present = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const folders = present.filter((entry) => !entry.isFile()).map(({ name }) => name);
  const files = present.filter((entry) => entry.isFile()).map(({ name }) => name);
  const names = [...new Set([...generated.keys(), ...files])].toSorted();
  const differences = await Promise.all(
    names.map(async (name) => {
      const current = files.includes(name) ? await readFile(join(folder, name), "utf8") : undefined;
      const expected = generated.get(name);
      return current === expected ? "" : patch(`src/generated/${name}`, current, expected);
    }),
  );
  const strays = folders.map((name) => `src/generated/${name}: expected nothing, found a folder`);
  return [...differences.filter((difference) => difference !== ""), ...strays].map(
    (difference) => ({ difference, remedy: regenerate }),
  );
}

function unusable(error: unknown, remedy: string): Drift {
  if (!(error instanceof CommandError)) throw error;
  return { difference: error.message, remedy };
}

function patch(name: string, current: string | undefined, expected: string | undefined): string {
  const nowhere = "/dev/null";
  return createTwoFilesPatch(
    current === undefined ? nowhere : name,
    expected === undefined ? nowhere : name,
    current ?? "",
    expected ?? "",
    "is",
    "should be",
    { headerOptions: FILE_HEADERS_ONLY },
  );
}
