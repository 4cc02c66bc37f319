/** Packs the package once for all tests of it, before the first of them. */
import type { TestProject } from "vitest/node";
import { packAndInstall, type Packed } from "./packed-package.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The package as it would be published; each test file writes files of its own into its projects. */
    readonly packed: Packed;
  }
}

export default async function packOnce(project: TestProject): Promise<() => Promise<void>> {
  const { remove, ...packed } = await packAndInstall();
  project.provide("packed", packed);
  return remove;
}
