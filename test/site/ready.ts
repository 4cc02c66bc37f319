import type { Page } from "playwright-core";

/** Opens a page of the site, and waits until its scripts have taken over and nothing is fetched any more. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "networkidle" });
  await page.waitForFunction(() => {
    const app = document.querySelector("#app");
    return app !== null && "__vue_app__" in app;
  });
}
