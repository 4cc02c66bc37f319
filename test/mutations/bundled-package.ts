import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { onTestFinished } from "vitest";
import type { GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { operationConstants } from "../../scripts/generate/operation-constants.js";
import { projectRoot } from "../../scripts/lib/files.js";

type UntypedMethod = (
  path: string,
  call: object,
) => Promise<{ readonly data?: unknown; readonly error?: unknown }>;

/** The part of the package that is the same for every document. */
export interface BundledPackage {
  readonly createGatewayHttp: (
    options: object,
  ) => Readonly<Record<"GET" | "POST" | "PATCH" | "DELETE", UntypedMethod>>;
}

/** The module that wraps a document's operations, from the project's folder. */
export const wrappedFile = join("src", "operations", "wrapped-operations.ts");

/** Text of that module for other operations. */
export const wrappedModule = (ids: readonly string[]): string =>
  [
    'import * as spec from "../generated/spec.js";',
    'import * as validators from "../generated/validators.js";',
    'import { describeOperation } from "./operation.js";',
    ...[...operationConstants(ids).values()].map(
      (name) => `export const ${name} = describeOperation(spec.${name}, validators.${name});`,
    ),
  ].join("\n");

/**
 * Bundles the raw surface with generated modules of another document, and loads it.
 *
 * @param others text of other modules, by path
 */
export async function loadPackageWith(
  generated: GeneratedFiles,
  others: ReadonlyMap<string, string>,
): Promise<BundledPackage> {
  const folder = await mkdtemp(join(tmpdir(), "package-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, "http.mjs");
  await build({
    entryPoints: [join(projectRoot, "src", "http.ts")],
    bundle: true,
    format: "esm",
    logLevel: "silent",
    outfile,
    platform: "node",
    plugins: [standIns(new Map([...ofFolder(generated), ...others]))],
  });
  return import(pathToFileURL(outfile).href);
}

const ofFolder = (generated: GeneratedFiles): (readonly [string, string])[] =>
  [...generated].map(([name, code]) => [join(projectRoot, "src", "generated", name), code]);

/** Modules of the package in the place of its own, by path. */
export const standIns = (modules: ReadonlyMap<string, string>): Plugin => ({
  name: "stand-ins",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
      const contents = modules.get(path);
      return contents === undefined ? undefined : { contents, loader: "ts" };
    });
  },
});
