import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { contenders, ours, versionOf, type Contender } from "../contenders.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { atMost, table, type Section } from "../report.js";
import { workspace } from "../workspace.js";

/** Size of a program with one call, as a browser or an edge runtime loads it. */
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
      atMost("size of a program with one call", 12, sizes.get(ours.name) ?? Number.NaN, " KiB"),
    ],
    addendum: `What each part of this client adds to the compressed size:\n\n${table(["part", "KiB"], await measureParts())}`,
  };
}

/** Parts of a program with one call, by the paths of their sources. */
const parts: readonly (readonly [string, RegExp])[] = [
  ["openapi-fetch", /node_modules\/openapi-fetch\//],
  ["the spec: validators and metadata", /^src\/generated\//],
  ["checks of options", /^src\/input\//],
  ["errors", /^src\/errors\//],
  ["withholding texts that repeat a secret", /^src\/transport\/(withhold|escapes)/],
  ["transport: deadline, abort, retries, responses", /^src\/transport\//],
  ["operations: validation and the call", /^src\/operations\//],
  ["the client itself", /^src\//],
];

/**
 * What each part adds to the compressed program: its size less the size without that part's code. Parts
 * compress one another, so that the sum is less than the whole.
 */
async function measureParts(): Promise<string[][]> {
  const { outputFiles } = await build({
    ...options,
    // Without it, each source's code follows a line that names it.
    minifyWhitespace: false,
    stdin: {
      contents: 'export { createGatewayClient } from "./src/index.js";',
      resolveDir: projectRoot,
    },
    absWorkingDir: projectRoot,
  });
  const [, ...pieces] = (outputFiles[0]?.text ?? "").split(/^\/\/ (?=\S+\.m?[jt]s$)/m);
  const code: { readonly part: string; readonly text: string }[] = [];
  for (const piece of pieces) {
    const path = piece.slice(0, piece.indexOf("\n"));
    const [part] = parts.find(([, place]) => place.test(path)) ?? [];
    if (part === undefined) continue;
    const { code: text } = await transform(piece.slice(path.length), { minifyWhitespace: true });
    code.push({ part, text });
  }
  const sizeWithout = (omitted?: string): number =>
    compressed(
      code
        .filter(({ part }) => part !== omitted)
        .map(({ text }) => text)
        .join(""),
    );
  const whole = sizeWithout();
  return parts
    .map(([name]) => [name, (whole - sizeWithout(name)) / 1024] as const)
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, size]) => [name, size.toFixed(2)]);
}

const compressed = (code: Uint8Array | string): number => gzipSync(code, { level: 9 }).byteLength;

const options = {
  bundle: true,
  minifyIdentifiers: true,
  minifySyntax: true,
  minifyWhitespace: true,
  format: "esm",
  platform: "browser",
  target: "es2022",
  legalComments: "none",
  write: false,
} as const;

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
    ...options,
    stdin: { contents, resolveDir: workspace, sourcefile: join(workspace, "program.js") },
  });
  const code = file?.contents ?? new Uint8Array();
  return { minified: code.byteLength, gzipped: compressed(code) };
}
