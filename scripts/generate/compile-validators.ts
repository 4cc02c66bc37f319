import { runInThisContext } from "node:vm";
import { Ajv2020 } from "ajv/dist/2020.js";
import { build, transform } from "esbuild";
import { CommandError } from "../lib/command-error.js";
import { fieldsOf, type Json, type JsonObject } from "../lib/json.js";
import { formatPatterns } from "./formats.js";
import { expressionOf } from "../openapi/patterns.js";
import { madeData } from "./made-data.js";
import { mergeDefinitions, withReferences } from "./merge-definitions.js";
import { printSchemas, type PrintedSchemas } from "./print-schemas.js";
import { proveVerdicts } from "./prove-verdicts.js";
import { keywordModules } from "./validator-keywords.js";
import { validatorsBy, type ValidatorFunction } from "./validator/check.js";

/** Compiled validators. */
export interface CompiledSchemas {
  /** Code that declares a function for each distinct schema. */
  readonly code: string;
  /** The name of its function, by reference. */
  readonly nameOf: (reference: string) => string;
}

/**
 * Compiles JSON Schemas to code without imports: the schemas as data, and as much of the interpreter in
 * validator/ as they need. Proves on made data that its verdicts are those of ajv.
 *
 * @param schemas by the name that references begin with
 * @param references `name#/pointer` of each schema that needs a function
 * @throws CommandError when a schema is invalid, or a verdict differs
 */
export async function compileSchemas(
  schemas: Readonly<Record<string, JsonObject>>,
  references: readonly string[],
): Promise<CompiledSchemas> {
  const ajv = ajvFor(schemas, references);
  const definitions = definitionsOf(schemas);
  const classes = mergeDefinitions(definitions);
  const canonical = (reference: string): string => classes.get(reference) ?? reference;
  const roots = [...new Set(references.map(canonical))];
  const functions = new Map(roots.map((root, index) => [root, `validator${index}`]));
  const nameOf = (reference: string): string => functions.get(canonical(reference)) ?? "undefined";
  const code = await bundle(printSchemas(definitions, canonical, roots), functions);
  const names = [...functions.values()].join(", ");
  const running: Readonly<Record<string, ValidatorFunction>> = runInThisContext(
    `(() => {\n${code}\nreturn { ${names} };\n})()`,
  );
  const lookUp = (reference: string): Json => definitions.get(reference) ?? true;
  for (const root of roots) {
    // Schemas that are the same have the same data; ajv judges it by each of them.
    const data = madeData(lookUp(root), lookUp);
    for (const reference of new Set(references.filter((one) => canonical(one) === root))) {
      proveVerdicts(reference, data, running[nameOf(reference)], ajv.getSchema(reference));
    }
  }
  return { code, nameOf };
}

function ajvFor(
  schemas: Readonly<Record<string, JsonObject>>,
  references: readonly string[],
): Ajv2020 {
  const ajv = new Ajv2020({
    // Its validators run once each, so that optimizing them takes longer than it saves.
    code: { optimize: false, regExp: Object.assign(expressionOf, { code: "" }) },
    // Inlined, a schema would be compiled again for each reference to it.
    inlineRefs: false,
    logger: false,
    messages: false,
    // 19.99 is a multiple of 0.01.
    multipleOfPrecision: 6,
    ownProperties: true,
    strict: false,
    validateSchema: false,
  });
  for (const [name, pattern] of formatPatterns) ajv.addFormat(name, pattern);
  ajv.addFormat("int32", { type: "number", validate: isInt32 });
  // Its bookkeeping would be in every validator.
  ajv.opts.dynamicRef = false;
  ajv.opts.unevaluated = JSON.stringify(schemas).includes('"unevaluated');
  try {
    for (const [name, schema] of Object.entries(schemas)) ajv.addSchema({ ...schema, $id: name });
    for (const reference of references) ajv.getSchema(reference);
    return ajv;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CommandError(`expected schemas that ajv can compile, found: ${reason}`, { cause });
  }
}

/** Tells a bundler that a call may be dropped with its result. */
const pure = "/* @__PURE__ */";

const isInt32 = (value: number): boolean =>
  Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31;

/** All definitions by the references to them, with such references within. */
function definitionsOf(schemas: Readonly<Record<string, JsonObject>>): Map<string, Json> {
  return new Map(
    Object.entries(schemas).flatMap(([name, { $defs = {} }]) =>
      Object.entries(fieldsOf($defs)).map(([key, schema]): [string, Json] => [
        `${name}#/$defs/${encodeURIComponent(key)}`,
        withReferences(schema, (reference) => `${name}${reference}`),
      ]),
    ),
  );
}

/** Bundles schemas with the keywords that they use, each validator so that a bundler can drop it. */
async function bundle(
  { declarations, names, keywordsOf }: PrintedSchemas,
  functions: ReadonlyMap<string, string>,
): Promise<string> {
  const makers = new Map<string, string>();
  const validators = [...functions].map(([root, name]) => {
    const keywords = keywordsOf(root).map(
      (keyword) =>
        `${JSON.stringify(keyword.name)}: ${keyword.module}[${JSON.stringify(keyword.name)}]`,
    );
    const maker = `${pure} ${validatorsBy.name}({ ${keywords.join(", ")} })`;
    if (!makers.has(maker)) makers.set(maker, `validatorBy${makers.size}`);
    return `export const ${name} = ${pure} ${makers.get(maker)}(${names.get(root)});`;
  });
  const source = [
    `import { ${validatorsBy.name} } from "./validator/check.ts";`,
    ...keywordModules.map((name) => `import * as ${name} from "./validator/${name}.ts";`),
    ...[...makers].map(([maker, name]) => `const ${name} = ${maker};`),
    ...declarations,
    ...validators,
  ].join("\n");
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname, loader: "js" },
    bundle: true,
    charset: "utf8",
    format: "esm",
    logLevel: "silent",
    minifySyntax: true,
    platform: "neutral",
    target: "es2022",
    write: false,
  });
  const bundled = outputFiles[0]?.text ?? "";
  // A second pass removes the comments, which name the source of each part.
  const { code } = await transform(bundled, {
    charset: "utf8",
    legalComments: "none",
    target: "es2022",
  });
  return code.replace(/export \{[^}]*\};\n$/, "");
}
