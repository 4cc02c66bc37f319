import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { onTestFinished } from "vitest";
import type { GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { projectRoot } from "../../scripts/lib/files.js";

/** As much of the package as is the same whatever its document holds. */
export interface BundledPackage {
  readonly createGatewayClient: (options: object) => {
    readonly http: {
      readonly GET: (
        path: string,
        call: object,
      ) => Promise<{ readonly data?: unknown; readonly error?: unknown }>;
    };
  };
}

/** Bundles the package with generated modules of another document, and loads it. */
export async function loadPackageWith(generated: GeneratedFiles): Promise<BundledPackage> {
  const folder = await mkdtemp(join(tmpdir(), "package-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, "index.mjs");
  await build({
    entryPoints: [join(projectRoot, "src", "index.ts")],
    bundle: true,
    format: "esm",
    logLevel: "silent",
    outfile,
    platform: "node",
    plugins: [standIns(generated)],
  });
  return import(pathToFileURL(outfile).href);
}

const standIns = (generated: GeneratedFiles): Plugin => ({
  name: "stand-ins",
  setup(bundler) {
    bundler.onLoad({ filter: /[\\/]src[\\/]generated[\\/]\w+\.ts$/ }, ({ path }) => ({
      contents: generated.get(basename(path)) ?? "",
      loader: "ts",
    }));
  },
});
