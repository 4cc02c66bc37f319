import { CommandError } from "../lib/command-error.js";
import { withProgress } from "../lib/progress.js";
import { readIncoming } from "../vendor/incoming-document.js";
import { readSource } from "../vendor/read-source.js";
import { readSourceArguments } from "../vendor/source-arguments.js";
import { readVendored } from "../vendor/vendored-document.js";
import { verdicts, type Verdict } from "./change.js";
import { compareWithOverlay } from "./compare-with-overlay.js";
import { printComparison } from "./print-comparison.js";

const usage = "npm run spec:diff -- SOURCE [--operation ID] [--json] [--fail-on major|minor|patch]";

/** Output and exit code of a command. */
export interface Outcome {
  readonly output: string;
  readonly code: number;
}

/**
 * Compares the document of a source with the vendored one, and changes nothing.
 *
 * @param root the project's folder
 * @param args the command's arguments
 * @returns code 0, or 2 if the verdict is at least as severe as `--fail-on`
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
  const { bytes } = await withProgress(`Reading ${source}`, () => readSource(source));
  const { document } = readIncoming(bytes, vendored.operations, operations);
  const comparison = await compareWithOverlay(root, vendored.document, document);
  return {
    output: json ? JSON.stringify(comparison, null, 2) : printComparison(comparison),
    code: limit !== undefined && gravity(comparison.verdict) >= gravity(limit) ? 2 : 0,
  };
}

const gravity = (verdict: Verdict): number => verdicts.indexOf(verdict);

function verdictNamed(name: string): Verdict {
  const verdict = verdicts.slice(1).find((known) => known === name);
  if (verdict) return verdict;
  throw new CommandError(`expected --fail-on major, minor or patch, found ${name}`);
}
