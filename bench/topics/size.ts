import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { contenders, ours, versionOf, type Contender } from "../contenders.js";
import { atMost, type Section } from "../report.js";
import { workspace } from "../workspace.js";

/** How much of a program with one call a browser or an edge runtime loads. */
export async function measureSize(): Promise<Section> {
  const rows: string[][] = [];
  const sizes = new Map<string, number>();
  for (const contender of contenders) {
    const { minified, gzipped } = await bundle(contender);
    sizes.set(contender.name, gzipped / 1024);
    rows.push([
      `${contender.name} ${await versionOf(contender)}`,
      (gzipped / 1024).toFixed(1),
      (minified / 1024).toFixed(1),
    ]);
  }
  return {
    title: "Size",
    method:
      "A program with one creation, bundled and minified by esbuild for browsers, everything " +
      "included, and compressed by gzip.",
    columns: ["client", "min+gzip, KiB", "min, KiB"],
    rows,
    goals: [
      atMost("size of a program with one call", 5, sizes.get(ours.name) ?? Number.NaN, " KiB"),
    ],
  };
}

async function bundle({ peer }: Contender): Promise<{ minified: number; gzipped: number }> {
  const contents = `
    import { prepare } from "./peers/${peer}.js";
    const baseUrl = "https://api.fireworks.ai";
    const create = prepare({ baseUrl, apiKey: "key", accountId: "acme", fetch });
    console.log(await create({ name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" }));
  `;
  const {
    outputFiles: [file],
  } = await build({
    stdin: { contents, resolveDir: workspace, sourcefile: join(workspace, "program.js") },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    write: false,
  });
  const code = file?.contents ?? new Uint8Array();
  return { minified: code.byteLength, gzipped: gzipSync(code, { level: 9 }).byteLength };
}
