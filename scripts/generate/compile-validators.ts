import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { fastFormats } from "ajv-formats/dist/formats.js";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { build, transform, type Plugin } from "esbuild";
import { CommandError } from "../lib/command-error.js";
import type { JsonObject } from "../lib/json.js";

/**
 * The formats that are regular expressions. Some of ajv-formats' formats are functions, and bundling one
 * adds all of them: 2 KiB, half of this package's size budget.
 */
const formatPatterns: ReadonlyMap<string, RegExp> = new Map([
  ...Object.entries(fastFormats).flatMap(([name, format]): [string, RegExp][] => {
    const pattern = typeof format === "object" && "validate" in format ? format.validate : format;
    return pattern instanceof RegExp ? [[name, pattern]] : [];
  }),
  ["byte", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/],
]);

/**
 * Compiles JSON Schemas to an ES module that exports a function for each reference.
 *
 * @param schemas by the name that references use
 * @param references `name#/pointer` by export name
 * @throws CommandError when a schema is invalid
 */
export function compileSchemas(
  schemas: Readonly<Record<string, JsonObject>>,
  references: Readonly<Record<string, string>>,
): string {
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: true },
    logger: false,
    messages: true,
    ownProperties: true,
    strict: false,
    validateSchema: false,
  });
  for (const [name, pattern] of formatPatterns) ajv.addFormat(name, pattern);
  // Their bookkeeping would be in every validator.
  ajv.opts.dynamicRef = false;
  ajv.opts.unevaluated = JSON.stringify(schemas).includes('"unevaluated');
  try {
    for (const [name, schema] of Object.entries(schemas)) ajv.addSchema({ ...schema, $id: name });
    return standalone.default(ajv, references);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`expected schemas that ajv can compile, found: ${reason}`, {
      cause,
    });
  }
}

/** Keeps paths of this machine out of the bundle, which names each module by its path. */
const namedWithoutPlace: Plugin = {
  name: "named without place",
  setup(bundler) {
    const namespace = "inlined";
    const known = { resolvedBefore: true };
    bundler.onResolve({ filter: /^/ }, async ({ path, kind, resolveDir, pluginData }) => {
      if (kind === "entry-point" || pluginData === known) return undefined;
      const found = await bundler.resolve(path, { kind, resolveDir, pluginData: known });
      if (found.errors.length > 0 || found.external) return found;
      const name = found.path.replaceAll("\\", "/").replace(/^.*\/node_modules\//, "");
      return { path: name, namespace, pluginData: found.path };
    });
    bundler.onLoad({ filter: /^/, namespace }, async ({ pluginData }) => {
      const path = String(pluginData);
      return { contents: await readFile(path, "utf8"), resolveDir: dirname(path), loader: "js" };
    });
  },
};

/**
 * Bundles a module's imports into it and removes its exports.
 *
 * @throws CommandError when an import or require remains
 */
export async function inlineHelpers(code: string): Promise<string> {
  const result = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    bundle: true,
    charset: "utf8",
    format: "esm",
    logLevel: "silent",
    metafile: true,
    minifySyntax: true,
    platform: "neutral",
    plugins: [namedWithoutPlace],
    target: "es2022",
    write: false,
  }).catch((cause: unknown) => {
    const reason = cause instanceof Error ? (cause.message.split("\n")[1] ?? "") : "";
    throw new CommandError(`expected validators that import nothing, found: ${reason}`, { cause });
  });
  const bundled = result.outputFiles[0]?.text ?? "";
  const imports = Object.values(result.metafile.outputs).flatMap((output) => output.imports);
  // esbuild does not list a require with a dynamic argument as an import.
  if (/\b__require\b/.test(bundled)) imports.push({ path: "require", kind: "require-call" });
  if (imports.length > 0) {
    const names = imports.map(({ path }) => path).join(", ");
    throw new CommandError(`expected validators that import nothing, found ${names}`);
  }
  // A second pass removes the comments, which name the source of each part.
  const { code: bare } = await transform(bundled, {
    charset: "utf8",
    legalComments: "none",
    target: "es2022",
  });
  return bare.replace(/export \{[^}]*\};\n$/, "");
}
