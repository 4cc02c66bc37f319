import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, inFile } from "../lib/command-error.js";
import { parseOpenapi, type OpenapiDocument } from "../openapi/document.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { operationIdsIn } from "../openapi/overlay.js";
import { readOperationIds } from "./operation-ids.js";
import { parseProvenance, sha256 } from "./provenance.js";
import { readOverlays } from "./read-overlays.js";

/** An operation that a document must have. If it was never imported, only its id is known. */
export type ExpectedOperation = Pick<Operation, "id"> & Partial<Pick<Operation, "method" | "path">>;

/** The vendored document of a project. */
export interface VendoredDocument {
  /** Its text; `undefined` if the file is missing. */
  readonly yaml: string | undefined;
  /** `undefined` if it is missing or invalid: an import must be able to restore it. */
  readonly document: OpenapiDocument | undefined;
  /** True if the text is what the last import wrote. */
  readonly isAsImported: boolean;
  /** Its operations; if it is missing or invalid, those that the package wraps and no overlay describes. */
  readonly operations: readonly ExpectedOperation[];
}

/**
 * Reads the vendored document of a project.
 *
 * @throws CommandError when it is not an OpenAPI document
 */
export async function readDocument(root: string): Promise<OpenapiDocument> {
  const yaml = await readFile(join(root, "openapi", "gateway.yaml"), "utf8");
  return inFile("openapi/gateway.yaml", () => parseOpenapi(yaml));
}

/** Reads the vendored document of a project, even if it is missing or invalid. */
export async function readVendored(root: string): Promise<VendoredDocument> {
  const [yaml, provenance, wrapped] = await Promise.all(
    ["gateway.yaml", "gateway.source.json", "operations.json"].map((name) =>
      readFile(join(root, "openapi", name), "utf8").catch(() => undefined),
    ),
  );
  const document = unlessBroken(() => (yaml === undefined ? undefined : parseOpenapi(yaml)));
  const operations = unlessBroken(() => document && operationsOf(document)) ?? [];
  const recorded = unlessBroken(() => parseProvenance(provenance ?? ""));
  const isKnown = operations.length > 0 || wrapped === undefined;
  return {
    yaml,
    document,
    isAsImported: yaml !== undefined && recorded?.yamlSha256 === sha256(yaml),
    operations: isKnown ? operations : await vendorable(root, readOperationIds(wrapped)),
  };
}

/** The operations among `wrapped` that no overlay describes. */
async function vendorable(root: string, wrapped: readonly string[]): Promise<ExpectedOperation[]> {
  const described = (await readOverlays(root)).flatMap(operationIdsIn);
  return wrapped.filter((id) => !described.includes(id)).map((id) => ({ id }));
}

function unlessBroken<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}
