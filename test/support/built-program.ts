import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../../scripts/lib/files.js";

/** Builds the command line in a folder, and returns the path of its program. */
export async function buildProgram(folder: string): Promise<string> {
  await build({
    entryPoints: [join(projectRoot, "src", "cli.ts")],
    outdir: join(folder, "built"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
  });
  return join(folder, "built", "cli.mjs");
}
