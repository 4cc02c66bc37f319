/** A variable of the environment; blank counts as unset, and so does an environment without any. */
export function environmentVariable(name: string): string | undefined {
  try {
    return globalThis.process?.env[name]?.trim() || undefined;
  } catch {
    // Deno throws where it was not allowed to read the environment.
    return undefined;
  }
}

/** Whether this is a page with a DOM: whatever it holds, its visitor can read. */
export const isPage = (): boolean => typeof document === "object";

/** Whether this is a browser, workers included: there `user-agent` is the browser's own. */
export const isBrowser = (): boolean =>
  globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false;
