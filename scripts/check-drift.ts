/** Fails if src/generated/ or the vendored document differs from what its source produces. */
import { findDrift } from "./generate/find-drift.js";
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { withProgress } from "./lib/progress.js";

await runCommand(async () => {
  const drifts = await withProgress("Generating again", () => findDrift(projectRoot));
  for (const { difference } of drifts) console.error(difference);
  for (const remedy of new Set(drifts.map((drift) => drift.remedy))) console.error(remedy);
  if (drifts.length === 0) console.log("No drift: src/generated/ matches openapi/");
  return drifts.length === 0 ? 0 : 1;
});
