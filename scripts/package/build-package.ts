import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { compile } from "../lib/compiler.js";
import { projectRoot } from "../lib/files.js";
import { readEffectiveDocument } from "../vendor/effective-document.js";
import { writeCommonJsDeclarations } from "./commonjs-declarations.js";
import { pruneDeclarations } from "./prune-declarations.js";

const source = (name: string): string => join(projectRoot, "src", `${name}.ts`);

/** Builds the published files of `src/` into an empty folder. */
export async function buildPackage(folder: string): Promise<void> {
  await Promise.all([
    emitDeclarations(folder),
    bundleJavaScript(folder),
    writeDocument(join(folder, "openapi.json")),
    writeFile(join(folder, "openapi-yaml.d.cts"), yamlDeclaration),
  ]);
}

const yamlDeclaration = `/** The vendored document. Its loader decides between a text, a path and an object. */
declare const document: unknown;
export = document;
`;

async function emitDeclarations(folder: string): Promise<void> {
  const project = join(projectRoot, "src", "tsconfig.json");
  await compile(project, "--outDir", folder);
  await pruneDeclarations(folder, ["index", "http", "types", "testing"]);
  await writeCommonJsDeclarations(folder);
}

const common = {
  bundle: true,
  format: "esm",
  platform: "neutral",
  target: "es2022",
  packages: "external",
  charset: "utf8",
  sourcemap: true,
  sourcesContent: true,
  logLevel: "warning",
} as const satisfies BuildOptions;

const library = ["index", "http", "testing"].map(source);

/** Bundles the entry points and the command line into a folder. */
export async function bundleJavaScript(outdir: string): Promise<void> {
  // One file per entry point: a second file with shared code would cost a twelfth of the start-up time.
  await build({ ...common, outdir, entryPoints: library });
  await build({
    ...common,
    outdir,
    entryPoints: library,
    format: "cjs",
    // They are in the tarball.
    sourcesContent: false,
    outExtension: { ".js": ".cjs" },
    plugins: [openapiFetchInCommonJs],
  });
  // One small file that starts, so that `--version` loads nothing else.
  await build({ ...common, outdir, entryPoints: [source("cli")], plugins: [separatePieces] });
  // The rest in pieces, so that each command loads what it needs alone; beside the entry points, since
  // they import these by relative paths.
  await build({
    ...common,
    outdir,
    entryPoints: { "cli-run-process": source("cli/run-process") },
    plugins: [separatePieces],
    splitting: true,
    chunkNames: "cli-[name]-[hash]",
  });
  await chmod(join(outdir, "cli.js"), 0o755);
}

/** Makes the command line import the library from its entry points, as users do, and its own main part. */
const separatePieces: Plugin = {
  name: "separate-pieces",
  setup(bundle) {
    bundle.onResolve({ filter: /^(\.\.\/)+(index|http|testing)\.js$/ }, ({ path }) => ({
      path: path.replace(/^(\.\.\/)+/, "./"),
      external: true,
    }));
    bundle.onResolve({ filter: /^\.\/cli\/run-process\.js$/ }, () => ({
      path: "./cli-run-process.js",
      external: true,
    }));
  },
};

/**
 * Makes the default import of openapi-fetch its function: to an ES module, the default export of a
 * CommonJS module is all of its exports. Other imports have to be named here, or the build fails.
 */
const openapiFetchInCommonJs: Plugin = {
  name: "openapi-fetch-in-commonjs",
  setup(bundle) {
    const [filter, namespace] = [/^openapi-fetch$/, "default-export"];
    bundle.onResolve({ filter }, (asked) =>
      asked.namespace === namespace ? { external: true } : { path: asked.path, namespace },
    );
    bundle.onLoad({ filter, namespace }, ({ path }) => ({
      contents: `const module = require("${path}");
        export default module.default;
        export const { createQuerySerializer } = module;`,
    }));
  },
};

async function writeDocument(path: string): Promise<void> {
  await writeFile(path, `${JSON.stringify(await readEffectiveDocument(projectRoot), null, 2)}\n`);
}
