import type { Browser } from "playwright-core";
import { openPage } from "./ready.js";

/** Words that people type, and a page that must be among the first five results. */
const searches: readonly (readonly [query: string, page: string])[] = [
  ["proxy", "recipes-platforms"],
  ["retry", "retries"],
  ["jest", "recipes-platforms"],
  ["timeout", "retries"],
  ["rotate", "recipes"],
  ["409", "errors"],
  ["mayHaveSucceeded", "errors"],
  ["next.js", "recipes-platforms"],
  ["opentelemetry", "recipes-observability"],
  ["github actions", "recipes"],
  ["listSecrets", "paging"],
  [
    "GatewayClientOptions",
    "reference/typescript/fireworks-gateway-client/interfaces/GatewayClientOptions",
  ],
  ["Gateway_UpdateSecret", "reference/http/Gateway_UpdateSecret"],
  ["dotenv", "recipes"],
];

/** The searches of the site that do not find what they should. */
export async function searchProblems(browser: Browser, root: string): Promise<string[]> {
  const problems: string[] = [];
  for (const [query, wanted] of searches) {
    const found = await firstResults(browser, root, query);
    if (!found.includes(wanted)) {
      problems.push(`A search for "${query}" does not find ${wanted} but ${found.join(", ")}`);
    }
  }
  return problems;
}

/** The pages of the first five results, on a page of its own: no result is left from another search. */
async function firstResults(browser: Browser, root: string, query: string): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  try {
    await openPage(page, root);
    await page.keyboard.press("Control+k");
    await page.fill(".VPLocalSearchBox input", query);
    const results = page.locator(".VPLocalSearchBox").locator("a.result, .no-results");
    await results.first().waitFor();
    const links = await results.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    return links.slice(0, 5).map((link) => (link ?? "/nothing").replace(/^\/|\.html(#.*)?$/g, ""));
  } finally {
    await page.close();
  }
}
