import {
  cp,
  mkdtemp,
  readFile,
  readdir,
  realpath,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { onTestFinished } from "vitest";
import { stringify } from "yaml";
import { generateFiles, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { projectRoot, writeFiles, writeFolder } from "../../scripts/lib/files.js";
import { fieldsOf, itemsOf } from "../../scripts/lib/json.js";
import { parseYaml } from "../../scripts/lib/yaml.js";
import { componentsOfKind } from "../../scripts/openapi/component-references.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { operationsOf } from "../../scripts/openapi/operations.js";
import { parseProvenance, printProvenance, sha256 } from "../../scripts/vendor/provenance.js";
import { vendored, wholeVendored } from "../support/vendored.js";

/** Files that a bump reads or writes. */
const concerned = [
  ".gitignore",
  ".prettierrc.json",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "README.md",
  "docs",
  "openapi",
  "package.json",
  "src",
  join("test", "contracts.test-d.ts"),
  join("test", "types.test-d.ts"),
  "tsconfig.json",
];

/**
 * A copy of the folders that the spec's scripts read and write, with createSecret alone vendored and the
 * other operations described; gone when the test has ended.
 */
export const copyOfProject = (): Promise<string> => copyOf(["openapi", join("src", "generated")]);

/** The same of all that a new version of the document concerns, with the original's dependencies. */
export async function smallProject(): Promise<string> {
  const root = await copyOf(concerned);
  // Windows lets anybody make a junction, but not a link.
  await symlink(join(projectRoot, "node_modules"), join(root, "node_modules"), "junction");
  return root;
}

async function copyOf(parts: readonly string[]): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "project-")));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const part of parts) {
    await cp(join(projectRoot, part), join(root, part), { recursive: true, filter: isOurs });
  }
  if (vendored !== wholeVendored) await leaveCreateSecretAlone(root);
  return root;
}

/** What docs/ has where the site was built, which git ignores. */
const ofSite = ["node_modules", ".pages", "cache"];
const isOurs = (path: string): boolean => !ofSite.includes(basename(path));

let generated: GeneratedFiles | undefined;

async function leaveCreateSecretAlone(root: string): Promise<void> {
  const openapi = join(root, "openapi");
  const recorded = parseProvenance(await readFile(join(openapi, "gateway.source.json"), "utf8"));
  if (!recorded) throw new Error("expected a provenance of the vendored document, found none");
  await writeFiles(
    openapi,
    new Map([
      ["gateway.yaml", vendored],
      ["gateway.source.json", printProvenance({ ...recorded, yamlSha256: sha256(vendored) })],
    ]),
  );
  await describeOthers(join(openapi, "secrets.overlay.yaml"));
  generated ??= await generateFiles(root);
  await writeFolder(join(root, "src", "generated"), generated);
}

/** Describes in an overlay what the whole vendored document has beside createSecret. */
async function describeOthers(path: string): Promise<void> {
  const [whole, alone] = [parseOpenapi(wholeVendored), parseOpenapi(vendored)];
  const others = operationsOf(whole).filter(({ id }) => id !== "Gateway_CreateSecret");
  const known = componentsOfKind(alone, "schemas");
  const schemas = Object.entries(componentsOfKind(whole, "schemas")).filter(
    ([name]) => !Object.hasOwn(known, name),
  );
  const added = [
    ...schemas.map(([name, schema]) => ({
      target: "$.components.schemas",
      update: { [name]: schema },
    })),
    ...others.map(({ path: place, method, fields }) => ({
      target: "$.paths",
      update: { [place]: { [method]: fields } },
    })),
  ];
  const overlay = parseYaml(await readFile(path, "utf8").catch(() => "overlay: 1.0.0"));
  const { actions, ...head } = fieldsOf(overlay);
  await writeFile(path, stringify({ ...head, actions: [...added, ...itemsOf(actions)] }));
}

/** Every file of a folder with its content and the time of its last change. */
export async function snapshot(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path, `${(await stat(path)).mtimeMs} ${await readFile(path, "base64")}`];
  });
  return Object.fromEntries(await Promise.all(contents));
}
