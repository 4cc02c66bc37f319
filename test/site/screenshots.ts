import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { openPage } from "./ready.js";

const pages = [
  "index",
  "errors",
  "recipes",
  "how-it-stays-true",
  "reference/typescript/fireworks-gateway-client/interfaces/GatewayClientOptions",
  "reference/http/Gateway_CreateSecret",
];

/** Two looks at each: a laptop in light colours, a phone in dark ones. */
const looks = [
  { name: "laptop", viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  { name: "phone", viewport: { width: 390, height: 844 }, colorScheme: "dark" },
] as const;

/** Takes pictures of some pages, for the eye. */
export async function takeScreenshots(
  browser: Browser,
  root: string,
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { name, ...look } of looks) {
    const context = await browser.newContext(look);
    const page = await context.newPage();
    for (const path of pages) {
      await openPage(page, `${root}${path}.html`);
      await page.screenshot({ path: join(folder, `${path.replace(/^.*\//, "")}-${name}.png`) });
    }
    await context.close();
  }
}
