/** Reads an environment variable; `undefined` if it is blank or there is no environment. */
export function environmentVariable(name: string): string | undefined {
  try {
    return globalThis.process?.env[name]?.trim() || undefined;
  } catch {
    // Deno throws if reading the environment is not permitted.
    return undefined;
  }
}

/** True in a page with a DOM, whose visitors can read everything in it. */
export const isPage = (): boolean => typeof document === "object";

/** True in a browser, workers included: there `user-agent` is the browser's own. */
export const isBrowser = (): boolean =>
  // Node's navigator is a lazy getter that takes 0.3 ms.
  globalThis.process?.versions?.node === undefined &&
  (globalThis.navigator?.userAgent?.startsWith("Mozilla/") ?? false);

/**
 * True unless the runtime is known to send each request at most once. Deno and browsers send a POST
 * again if a reused connection closes before the response; Node and Bun do not.
 */
export function mayResendRequests(): boolean {
  const { versions } = globalThis.process ?? {};
  return versions?.node === undefined || versions["deno"] !== undefined;
}
