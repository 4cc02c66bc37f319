import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** What depends on no colour is looked at once. */
const rulesOf = {
  light: ["wcag2a", "wcag2aa", "wcag21aa"],
  dark: ["color-contrast"],
};

/** Violations of WCAG 2.1 AA that axe finds in a page, contrast among them, in both colour schemes. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axe });
  const problems: string[] = [];
  for (const [scheme, rules] of Object.entries(rulesOf)) {
    await page.evaluate((name) => {
      document.documentElement.classList.toggle("dark", name === "dark");
    }, scheme);
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(document, { runOnly: ${JSON.stringify(rules)} })`,
    );
    problems.push(
      ...violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary = "" }) => {
          const reason = failureSummary.split("\n")[1]?.trim() ?? "";
          return `breaks ${id} in ${scheme} colours: ${html.slice(0, 120)} ${reason}`;
        }),
      ),
    );
  }
  return problems;
}
