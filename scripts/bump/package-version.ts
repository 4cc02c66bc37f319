import { CommandError } from "../lib/command-error.js";
import type { Verdict } from "../verdict/change.js";

/**
 * The next version of the package after a change of the document. Before 1.0 a major change raises the
 * minor version and any other the patch version; from 1.0 on it follows Semantic Versioning.
 *
 * @returns the same version for the verdict `none`
 */
export function nextPackageVersion(current: string, verdict: Verdict): string {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)$/.exec(current) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) {
    throw new CommandError(`expected a version such as 1.2.3 in package.json, found ${current}`);
  }
  const raised = verdict === "major" || verdict === "minor" ? verdict : "patch";
  const part = major === "0" ? earlyPart[raised] : raised;
  if (verdict === "none") return current;
  if (part === "major") return `${Number(major) + 1}.0.0`;
  if (part === "minor") return `${major}.${Number(minor) + 1}.0`;
  return `${major}.${minor}.${Number(patch) + 1}`;
}

const earlyPart = { major: "minor", minor: "patch", patch: "patch" } as const;
