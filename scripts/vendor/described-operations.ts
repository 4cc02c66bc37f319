import type { OpenapiDocument } from "../openapi/document.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { applyWhereTheyFit, type Overlay } from "../openapi/overlay.js";

/** Operations that stand in overlays and not in the vendored document. */
export interface DescribedOperations {
  /** The effective document. */
  readonly document: OpenapiDocument;
  readonly operations: readonly Operation[];
}

/** Finds the operations that overlays describe. */
export async function describedOperations(
  vendored: OpenapiDocument,
  overlays: readonly Overlay[],
): Promise<DescribedOperations> {
  const { document } = await applyWhereTheyFit(vendored, overlays);
  const known = new Set(operationsOf(vendored).map(({ id }) => id));
  return { document, operations: operationsOf(document).filter(({ id }) => !known.has(id)) };
}
