import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

/** The Chromium of this system, where it has one. */
export function chromiumProgram(): string | undefined {
  const { CHROMIUM_PATH } = process.env;
  const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  return [CHROMIUM_PATH, ...places].find((place) => place !== undefined && existsSync(place));
}

/** Opens it without a window, and without anything that would ask the network by itself. */
export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
