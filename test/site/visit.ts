import type { Browser, Page } from "playwright-core";
import { accessibilityProblems } from "./accessibility.js";
import { layoutProblems } from "./layout.js";
import { openPage } from "./ready.js";

/** What a browser found on a page of the site. */
export interface Visit {
  /** The page's path from the site's root on. */
  readonly path: string;
  /** What went wrong while it loaded, and what is wrong with how it looks. */
  readonly problems: readonly string[];
  /** Where its links lead. */
  readonly links: readonly string[];
  /** What its links can point at. */
  readonly ids: readonly string[];
  readonly text: string;
}

/** How many pages are open at once: most of the time goes into waiting for one to come to rest. */
const tabs = 4;

/** Visits pages: loads each once, and looks at it in several widths and both colour schemes. */
export async function visitPages(
  browser: Browser,
  root: string,
  paths: readonly string[],
): Promise<Visit[]> {
  const waiting = [...paths];
  const visits: Visit[] = [];
  const visitNext = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      visits.push(await visit(browser, root, path));
    }
  };
  await Promise.all(Array.from({ length: tabs }, visitNext));
  return visits;
}

async function visit(browser: Browser, root: string, path: string): Promise<Visit> {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  const problems: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`prints ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`throws ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`fails to fetch ${request.url()}`));
  page.on("response", (response) => {
    if (!response.ok()) problems.push(`gets ${response.status()} for ${response.url()}`);
  });
  page.on("request", (request) => {
    const url = request.url();
    const isOwn = [root, `blob:${root}`, "data:"].some((beginning) => url.startsWith(beginning));
    if (!isOwn) problems.push(`asks ${url}`);
  });
  try {
    // Not only loaded: what scripts fetch afterwards counts too.
    await openPage(page, `${root}${path}`);
    problems.push(...(await layoutProblems(page)), ...(await accessibilityProblems(page)));
    return { path, problems, ...(await read(page)) };
  } finally {
    await page.close();
  }
}

function read(page: Page): Promise<{ links: string[]; ids: string[]; text: string }> {
  return page.evaluate(() => ({
    links: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].map(({ href }) => href),
    ids: [...document.querySelectorAll("[id]")].map(({ id }) => id),
    text: document.body.innerText,
  }));
}
