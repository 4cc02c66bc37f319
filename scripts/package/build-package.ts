import { execFile } from "node:child_process";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { projectRoot } from "../spec/files.js";
import { parseOpenapi } from "../spec/openapi-document.js";
import { pruneDeclarations } from "./prune-declarations.js";

const source = (name: string): string => join(projectRoot, "src", `${name}.ts`);

/** Fills an empty folder with what is published of `src/`. */
export async function buildPackage(folder: string): Promise<void> {
  await Promise.all([
    emitDeclarations(folder),
    bundleJavaScript(folder),
    writeDocument(join(folder, "openapi.json")),
  ]);
}

async function emitDeclarations(folder: string): Promise<void> {
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const project = join(projectRoot, "src");
  const command = [tsc, "-p", project, "--outDir", folder];
  await promisify(execFile)(process.execPath, command).catch((cause: { stdout: string }) => {
    // What tsc has to say it says on stdout, which the error's own message leaves out.
    throw new Error(cause.stdout, { cause });
  });
  await pruneDeclarations(folder, ["index", "types", "testing"]);
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

async function bundleJavaScript(outdir: string): Promise<void> {
  // One file each: to read a second one, for what two share, costs a twelfth of the library's start-up.
  await build({ ...common, outdir, entryPoints: [source("index"), source("testing")] });
  // In pieces, so that each command loads what it needs alone; beside the entry points, since they
  // import these by relative paths.
  await build({
    ...common,
    outdir,
    entryPoints: [source("cli")],
    plugins: [publicEntryPoints],
    splitting: true,
    chunkNames: "cli-[name]-[hash]",
  });
  await chmod(join(outdir, "cli.js"), 0o755);
}

/** Has the command line import the library as its users do. */
const publicEntryPoints: Plugin = {
  name: "public-entry-points",
  setup(bundle) {
    bundle.onResolve({ filter: /^(\.\.\/)+(index|testing)\.js$/ }, ({ path }) => ({
      path: path.replace(/^(\.\.\/)+/, "./"),
      external: true,
    }));
  },
};

async function writeDocument(path: string): Promise<void> {
  const yaml = await readFile(join(projectRoot, "openapi", "gateway.yaml"), "utf8");
  await writeFile(path, `${JSON.stringify(parseOpenapi(yaml), null, 2)}\n`);
}
