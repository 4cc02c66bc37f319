import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTwoFilesPatch } from "diff";
import { generateFiles } from "./generate-files.js";
import { sha256, type Provenance } from "./import-document.js";
import { parseOpenapi } from "./openapi-document.js";

/** Something in the project that is not what its source makes of it. */
export interface Drift {
  /** What differs, as a unified diff where there are two texts. */
  readonly difference: string;
  /** What to do about it. */
  readonly remedy: string;
}

/**
 * Generates again and compares: the vendored document with its provenance, src/generated/ with what
 * the document makes of it.
 *
 * @throws DocumentError when nothing can be generated
 */
export async function findDrift(root: string): Promise<Drift[]> {
  const drifts = [...(await provenanceDrift(root)), ...(await generatedDrift(root))];
  return drifts.filter(({ difference }) => difference !== "");
}

async function provenanceDrift(root: string): Promise<Drift[]> {
  const bytes = await readFile(join(root, "openapi", "gateway.yaml"));
  const text = await readFile(join(root, "openapi", "gateway.source.json"), "utf8");
  const recorded: Provenance = JSON.parse(text);
  const actual = {
    ...recorded,
    yamlSha256: sha256(bytes),
    specVersion: parseOpenapi(bytes.toString()).info.version,
  };
  const remedy =
    "openapi/gateway.yaml is not what was imported: npm run spec:import -- SOURCE, and never edit it";
  const name = "openapi/gateway.source.json";
  return [{ difference: patch(name, text, `${JSON.stringify(actual, null, 2)}\n`), remedy }];
}

async function generatedDrift(root: string): Promise<Drift[]> {
  const generated = await generateFiles(root);
  const folder = join(root, "src", "generated");
  const present = await readdir(folder).catch((): string[] => []);
  const names = [...new Set([...generated.keys(), ...present])].toSorted();
  const remedy = "src/generated/ is not what openapi/ makes of it: npm run generate";
  return Promise.all(
    names.map(async (name) => {
      const current = present.includes(name) ? await readFile(join(folder, name), "utf8") : "";
      return {
        difference: patch(`src/generated/${name}`, current, generated.get(name) ?? ""),
        remedy,
      };
    }),
  );
}

function patch(name: string, current: string, expected: string): string {
  return current === expected
    ? ""
    : createTwoFilesPatch(name, name, current, expected, "is", "should be");
}
