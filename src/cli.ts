#!/usr/bin/env node
import fs from "node:fs";
import { versionText } from "./cli/version-text.js";

if (!printsVersion()) {
  const { runProcess } = await import("./cli/run-process.js");
  await runProcess();
}

/** Answers `--version` alone, for which nothing else needs to be loaded. */
function printsVersion(): boolean {
  const [, , option, ...others] = process.argv;
  if (option !== "--version" || others.length > 0) return false;
  try {
    // To open process.stdout costs more than all the rest.
    fs.writeSync(1, `${versionText}\n`);
    return true;
  } catch {
    // A stream that fails is reported where everything else is.
    return false;
  }
}
