import type { Page } from "playwright-core";

/** In CSS pixels: a phone, a tablet and a small laptop. */
const widths = [390, 768, 1280];

/** What is wrong with how a page looks at each width. */
export async function layoutProblems(page: Page): Promise<string[]> {
  const problems: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const found = await page.evaluate(problemsInPage, width);
    problems.push(...found.map((problem) => `${problem} at ${width} px`));
  }
  return problems;
}

/** Runs in the page, which knows nothing of this module. */
function problemsInPage(width: number): string[] {
  const shown = document.documentElement.scrollWidth;
  const blocks = document.querySelectorAll(".VPContent :is(p, li, h1, h2, h3, table, pre, svg)");
  // Tables and blocks of code scroll in their own place; no function may have a name here, since tsx
  // would have it remembered by a helper that the page lacks.
  const beyond = [...blocks].filter(
    (element) =>
      element.getBoundingClientRect().right > width + 1 &&
      element.parentElement?.closest("table, [class*='language-']") === null,
  );
  const code = [...document.querySelectorAll(".vp-doc code")];
  const wrapped = code.filter((element) =>
    element.closest("pre") === null
      ? element.closest("h1, h2, h3, h4") === null && element.getClientRects().length > 1
      : getComputedStyle(element).whiteSpace !== "pre",
  );
  return [
    ...(shown > width ? [`is ${shown} px wide`] : []),
    ...beyond.map(({ tagName, textContent }) => `cuts off ${tagName} ${textContent?.slice(0, 40)}`),
    ...wrapped.map(({ textContent }) => `wraps the code ${textContent.slice(0, 60)}`),
    ...(document.body.innerText.trim().length > 100 ? [] : ["shows no text"]),
  ];
}
