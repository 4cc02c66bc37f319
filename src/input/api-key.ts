import { GatewayInputError } from "../errors/gateway-input-error.js";
import { environmentVariable } from "./environment.js";

/** An API key, or a function that returns one and is called before every attempt. */
export type ApiKey = string | (() => string | Promise<string>);

/** A key that can be sent, or the reason why it cannot. */
export type ApiKeyOutcome = string | { readonly problem: string };

/** Looks up the key for an attempt. Never throws or rejects: whoever awaits it makes the error. */
export type ApiKeySource = () => ApiKeyOutcome | Promise<ApiKeyOutcome>;

/**
 * Makes the lookup of the API key. A string is checked at once; a function's result and the
 * environment's are checked at each attempt.
 *
 * @throws GatewayInputError if the key is a string and invalid
 */
export function apiKeySource(option: ApiKey | undefined): ApiKeySource {
  if (typeof option === "function") return () => askForKey(option);
  if (option === undefined) return () => checkKey(environmentVariable("FIREWORKS_API_KEY"));
  const key = checkKey(option);
  if (typeof key === "object") throw new GatewayInputError("apiKey", key.problem);
  return () => key;
}

async function askForKey(ask: () => string | Promise<string>): Promise<ApiKeyOutcome> {
  try {
    return checkKey(await ask());
  } catch {
    // The error may contain the key, and without the key nothing can look for it.
    return { problem: "function threw" };
  }
}

function checkKey(value: unknown): ApiKeyOutcome {
  if (value === undefined) return { problem: "is missing: pass it, or set FIREWORKS_API_KEY" };
  if (typeof value !== "string") return { problem: `must be a string, got ${typeof value}` };
  const key = value.trim();
  if (key === "") return { problem: "is blank" };
  if (/^bearer(\s|$)/i.test(key)) return { problem: 'must not start with "Bearer "' };
  if (/[^!-~]/.test(key)) return { problem: "contains a character outside visible ASCII" };
  return key;
}
