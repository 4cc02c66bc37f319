import type { OpenapiDocument } from "../openapi/document.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { applyWhereTheyFit, operationIdsIn } from "../openapi/overlay.js";
import { selectOperations } from "../openapi/select-operations.js";
import { describedOperations } from "../vendor/described-operations.js";
import { readOverlays } from "../vendor/read-overlays.js";
import { readWhole } from "../vendor/incoming-document.js";
import type { Source } from "../vendor/read-source.js";
import { compareDocuments, type Comparison } from "./compare-documents.js";
import { pairOperations } from "./pair-operations.js";
import { printComparison } from "./print-comparison.js";
import { withoutProse } from "./without-prose.js";

/** The comparison of operations that overlays describe with what a source says of them. */
export interface DescriptionCheck {
  /** Name of the source. */
  readonly source: string;
  /** Names of the overlays that describe them. */
  readonly overlays: readonly string[];
  /** From the description to the source, prose aside: what it takes to correct the description. */
  readonly comparison: Comparison;
}

/**
 * Checks the description of each operation that a source has and overlays describe.
 *
 * @param root the project's folder
 * @param vendored the vendored document
 * @param left ids of operations to leave out
 * @returns `undefined` if the source has none of them
 * @throws CommandError when the source or an overlay cannot be used
 */
export async function checkDescription(
  root: string,
  vendored: OpenapiDocument,
  { name, bytes }: Source,
  left: readonly string[] = [],
): Promise<DescriptionCheck | undefined> {
  const overlays = await readOverlays(root);
  const described = await describedOperations(vendored, overlays);
  const { document: offered } = readWhole(bytes);
  const wanted = described.operations.filter(({ id }) => !left.includes(id));
  const { pairs } = pairOperations(wanted, operationsOf(offered));
  if (pairs.length === 0) return undefined;
  // What the overlays correct is no difference: the source has the same gaps as the vendored document.
  const corrected = await applyWhereTheyFit(offered, overlays);
  const from = pairs.map((pair) => pair.from);
  const to = pairs.map((pair) => pair.to.id);
  const comparison = await compareDocuments(
    contractOf(described.document, from),
    contractOf(
      corrected.document,
      operationsOf(corrected.document).filter(({ id }) => to.includes(id)),
    ),
  );
  const versions = { from: vendored.info.version, to: offered.info.version };
  // What remains without prose and changes nothing for callers is another way to say the same.
  const isSame = comparison.verdict === "none" || comparison.verdict === "patch";
  return {
    source: name,
    overlays: overlays
      .filter((overlay) => operationIdsIn(overlay).some((id) => from.some((one) => one.id === id)))
      .map((overlay) => overlay.name),
    comparison: isSame
      ? { ...versions, verdict: "none", operations: [], reasons: [] }
      : { ...comparison, ...versions },
  };
}

const contractOf = (document: OpenapiDocument, operations: readonly Operation[]): OpenapiDocument =>
  withoutProse(selectOperations(document, operations));

/** Prints a check for people. */
export function printDescriptionCheck(check: DescriptionCheck): string {
  const { source, overlays, comparison } = check;
  const { from, to, verdict } = comparison;
  if (verdict === "none") return `Our description says the same as ${source} (${to})`;
  const [, ...reasons] = printComparison(comparison).split("\n");
  return [
    `Our description differs from ${source} (${to}): ${verdict}`,
    ...reasons,
    // Schemas that the vendored document has as well may have changed in the other version.
    from === to
      ? `Correct ${overlays.join(" and ")}, then run npm run generate`
      : `The vendored document has version ${from}: bump it first, then correct ${overlays.join(" and ")}`,
  ].join("\n");
}
