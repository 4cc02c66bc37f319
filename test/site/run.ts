/**
 * Visits every page of site/ in Chromium. Without Chromium it says so and does nothing; with
 * REQUIRE_ALL_RUNTIMES=1 that is a failure.
 */
import { readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { stamp } from "../../scripts/docs/stamp.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { chromiumProgram, openChromium } from "../support/chromium.js";
import { serveFolder } from "../support/static-server.js";
import { deadLinks, routesIn } from "./links.js";
import { visitPages } from "./visit.js";

const program = chromiumProgram();
if (program === undefined) {
  console.log("The site is not checked: this machine has no Chromium");
  process.exitCode = process.env["REQUIRE_ALL_RUNTIMES"] === "1" ? 1 : 0;
} else {
  const { pages, problems } = await checkSite(program);
  for (const problem of problems) console.error(problem);
  console.log(`${pages} pages, ${problems.length} problems`);
  if (problems.length > 0 || pages === 0) process.exitCode = 1;
}

async function checkSite(
  executablePath: string,
): Promise<{ pages: number; problems: readonly string[] }> {
  const site = join(projectRoot, "site");
  const files = (await readdir(site, { recursive: true })).map((path) => path.replaceAll(sep, "/"));
  const server = await serveFolder(site);
  const browser = await openChromium(executablePath);
  try {
    const paths = files.filter((path) => path.endsWith(".html"));
    const visits = await visitPages(browser, server.url, paths);
    visits.push(...(await visitPages(browser, server.url, routesIn(visits, server.url))));
    const problems = visits.flatMap((visit) =>
      [
        ...visit.problems,
        ...(visit.text.includes(stamp) ? [] : ["does not say which versions it describes"]),
        ...deadLinks(visit, visits, server.url, files),
      ].map((problem) => `${visit.path} ${problem}`),
    );
    return { pages: visits.length, problems };
  } finally {
    await browser.close();
    await server.close();
  }
}
