import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "../lib/command-error.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Source } from "../vendor/read-source.js";
import { checkDescription, type DescriptionCheck } from "../verdict/check-description.js";
import type { Problem } from "./steps.js";

/**
 * Checks what overlays describe against the sources that have it.
 *
 * @param document the document to vendor
 * @param vendored the source of the vendored document, which may have more operations
 * @param described sources that have described operations alone
 * @throws CommandError when one of the latter has none
 */
export async function descriptionProblems(
  root: string,
  document: OpenapiDocument,
  vendored: Source,
  described: readonly Source[],
): Promise<readonly Problem[]> {
  const checks: DescriptionCheck[] = [];
  for (const source of [vendored, ...described]) {
    const check = await checkDescription(root, document, source);
    if (check) checks.push(check);
    else if (source !== vendored) {
      throw new CommandError(
        `expected an operation of ours in ${source.name}, found none: is this the page of another operation?`,
      );
    }
  }
  const problems = await Promise.all(checks.map((check) => problemsOf(root, check)));
  return problems.flat();
}

async function problemsOf(
  root: string,
  { source, overlays, comparison }: DescriptionCheck,
): Promise<Problem[]> {
  const [overlay = "openapi/"] = overlays;
  const lines =
    overlays.length > 0 ? (await readFile(join(root, overlay), "utf8")).split("\n") : [];
  const { operations, reasons } = comparison;
  const ofOperations = operations.flatMap(({ operationId, reasons: own }) => {
    const line = lines.findIndex((text) => text.endsWith(`operationId: ${operationId}`)) + 1;
    return own.map((reason) => ({
      place: `${overlay}:${Math.max(line, 1)}`,
      message: `${operationId} differs from ${source}: ${reason}`,
    }));
  });
  const ofAll = reasons.map((reason) => ({
    place: `${overlay}:1`,
    message: `differs from ${source}: ${reason}`,
  }));
  return [...ofOperations, ...ofAll];
}
