import { transform } from "esbuild";
import { emitValidators } from "../../scripts/generate/emit-validators.js";
import { operationConstants } from "../../scripts/generate/operation-constants.js";
import type { OpenapiDocument } from "../../scripts/openapi/document.js";

/** A validator as it runs: without the types that TypeScript gives it. */
export interface RunningValidator {
  (data: unknown): boolean;
  readonly errors?:
    readonly { readonly keyword: string; readonly path: readonly string[] }[] | null;
}

type Running = Record<string, Record<"request" | "response", RunningValidator>>;

/** Runs validators.ts as it is generated for one operation of a document. */
export async function validatorsOf(
  document: OpenapiDocument,
  operation = "createThing",
): Promise<Record<"request" | "response", RunningValidator>> {
  const source = await emitValidators(document, [operation]);
  const { code } = await transform(source, { loader: "ts" });
  const url = `data:text/javascript,${encodeURIComponent(code)}`;
  const module: Running = await import(/* @vite-ignore */ url);
  const sides = module[operationConstants([operation]).get(operation) ?? ""];
  if (!sides) throw new Error(`no validators for ${operation}`);
  return sides;
}
