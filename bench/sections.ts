/** Sections of a run that has not ended yet, kept so that `--resume` need not measure them again. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../scripts/lib/files.js";
import type { Section } from "./report.js";

const folder = join(projectRoot, "reports", "bench");

/** Keeps what a topic measured. */
export async function keepSection(topic: string, section: Section): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${topic}.json`), JSON.stringify(section));
}

/** The section that an earlier run has kept of a topic. */
export async function keptSection(topic: string): Promise<Section | undefined> {
  try {
    const section: Section = JSON.parse(await readFile(join(folder, `${topic}.json`), "utf8"));
    return section;
  } catch {
    return undefined;
  }
}

/** Forgets all of them. */
export const forgetSections = (): Promise<void> => rm(folder, { recursive: true, force: true });
