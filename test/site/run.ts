/**
 * Visits every page of site/ in Chromium, searches it, and takes pictures of some pages. Without Chromium
 * it says so and does nothing; with REQUIRE_ALL_RUNTIMES=1 that is a failure.
 */
import { readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { stamp } from "../../scripts/docs/stamp.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { chromiumProgram, openChromium } from "../support/chromium.js";
import { serveFolder } from "../support/static-server.js";
import { deadLinks } from "./links.js";
import { takeScreenshots } from "./screenshots.js";
import { searchProblems } from "./search.js";
import { visitPages } from "./visit.js";

const screenshots = join(projectRoot, "reports", "site");

const program = chromiumProgram();
if (program === undefined) {
  console.log("The site is not checked: this machine has no Chromium");
  process.exitCode = process.env["REQUIRE_ALL_RUNTIMES"] === "1" ? 1 : 0;
} else {
  const { pages, problems } = await checkSite(program);
  for (const problem of problems) console.error(problem);
  console.log(
    `${pages} pages, ${problems.length} problems; pictures of some are in ${screenshots}`,
  );
  if (problems.length > 0 || pages === 0) process.exitCode = 1;
}

async function checkSite(
  executablePath: string,
): Promise<{ pages: number; problems: readonly string[] }> {
  const site = join(projectRoot, "site");
  const files = (await readdir(site, { recursive: true })).map((path) => path.replaceAll(sep, "/"));
  const server = await serveFolder(site, process.env["SITE_BASE"] ?? "/");
  const browser = await openChromium(executablePath);
  try {
    const paths = files.filter((path) => path.endsWith(".html"));
    const visits = await visitPages(browser, server.url, paths);
    const problems = visits.flatMap((visit) =>
      [
        ...visit.problems,
        ...(visit.text.includes(stamp) || visit.path === "404.html"
          ? []
          : ["does not say which versions it describes"]),
        ...deadLinks(visit, visits, server.url, files),
      ].map((problem) => `${visit.path} ${problem}`),
    );
    problems.push(...(await searchProblems(browser, server.url)));
    await takeScreenshots(browser, server.url, screenshots);
    return { pages: visits.length, problems };
  } finally {
    await browser.close();
    await server.close();
  }
}
