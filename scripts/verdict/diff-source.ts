import { CommandError } from "../lib/command-error.js";
import { withProgress } from "../lib/progress.js";
import { offersAny, readIncoming } from "../vendor/incoming-document.js";
import { readSource } from "../vendor/read-source.js";
import { readSourceArguments } from "../vendor/source-arguments.js";
import { readVendored } from "../vendor/vendored-document.js";
import { mostSevere, verdicts, type Verdict } from "./change.js";
import { checkDescription, printDescriptionCheck } from "./check-description.js";
import type { Comparison } from "./compare-documents.js";
import { compareWithOverlays } from "./compare-with-overlays.js";
import { printComparison } from "./print-comparison.js";

const usage = "npm run spec:diff -- SOURCE [--operation ID] [--json] [--fail-on major|minor|patch]";

/** Output and exit code of a command. */
export interface Outcome {
  readonly output: string;
  readonly code: number;
}

/**
 * Compares the document of a source with the vendored one, and the operations that overlays describe
 * with what the source says of them. Changes nothing.
 *
 * @param root the project's folder
 * @param args the command's arguments
 * @returns code 0, or 2 if a verdict is at least as severe as `--fail-on`
 * @throws CommandError when the arguments, the source or the vendored document cannot be used
 */
export async function diffSource(root: string, args: readonly string[]): Promise<Outcome> {
  const { source, operations, json, failOn } = readSourceArguments(args, usage);
  const limit = failOn === undefined ? undefined : verdictNamed(failOn);
  const vendored = await readVendored(root);
  if (!vendored.document) {
    throw new CommandError(
      "openapi/gateway.yaml: expected an OpenAPI document to compare with, found none",
    );
  }
  const read = await withProgress(`Reading ${source}`, () => readSource(source));
  const check = await checkDescription(root, vendored.document, read, operations);
  let comparison: Comparison | undefined;
  // A page of an operation that is only described has nothing to compare with the vendored document.
  if (!check || operations.length > 0 || offersAny(read.bytes, vendored.operations)) {
    const { document } = readIncoming(read.bytes, vendored.operations, operations);
    comparison = await compareWithOverlays(root, vendored.document, document);
  }
  const found = [comparison, check?.comparison].flatMap((one) => one?.verdict ?? []);
  const isTooSevere = limit !== undefined && gravity(mostSevere(found)) >= gravity(limit);
  return {
    output: json
      ? JSON.stringify(asData(comparison, check?.comparison), null, 2)
      : [
          ...(comparison ? [printComparison(comparison)] : []),
          ...(check ? [printDescriptionCheck(check)] : []),
        ].join("\n"),
    code: isTooSevere ? 2 : 0,
  };
}

const asData = (comparison: Comparison | undefined, description: Comparison | undefined): object =>
  description ? { ...comparison, description } : { ...comparison };

const gravity = (verdict: Verdict): number => verdicts.indexOf(verdict);

function verdictNamed(name: string): Verdict {
  const verdict = verdicts.slice(1).find((known) => known === name);
  if (verdict) return verdict;
  throw new CommandError(`expected --fail-on major, minor or patch, found ${name}`);
}
