import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { title } from "../../src/generated/spec.js";
import { projectRoot } from "../lib/files.js";
import { readEffectiveDocument } from "../vendor/effective-document.js";
import { stamp } from "./stamp.js";

const require = createRequire(import.meta.url);

/** Writes the HTTP reference of the effective document as one self-contained page. */
export async function writeHttpReference(folder: string): Promise<void> {
  const redocly = join(dirname(require.resolve("@redocly/cli/package.json")), "bin", "cli.js");
  const page = join(folder, "index.html");
  const document = join(folder, "openapi.json");
  const command = [
    redocly,
    "build-docs",
    document,
    `--output=${page}`,
    `--title=${title}`,
    `--template=${join(projectRoot, "scripts", "docs", "http-reference.hbs")}`,
    `--templateOptions.stamp=${stamp}`,
    "--inlineBundle",
  ];
  await mkdir(folder, { recursive: true });
  await writeFile(document, JSON.stringify(await readEffectiveDocument(projectRoot)));
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  await promisify(execFile)(process.execPath, command, { env });
  await rm(document);
  await writeFile(page, selfContained(await readFile(page, "utf8")));
}

/** Logo of the attribution, which every reader would otherwise fetch from Redocly's server. */
const remoteLogo = "https://cdn.redoc.ly/redoc/logo-mini-full.svg";
const ownLogo = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 16"><text y="13" font-family="sans-serif" font-size="14" fill="#888">Redocly</text></svg>`;

/** Replaces what would lead out of the page: that logo, and links written for a server's routes. */
function selfContained(html: string): string {
  return html
    .replaceAll(remoteLogo, `data:image/svg+xml,${encodeURIComponent(ownLogo)}`)
    .replaceAll(/ href="(\/[^"]*)" data-discover/g, ` href="#$1" data-discover`);
}
