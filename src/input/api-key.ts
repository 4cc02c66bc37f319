import { GatewayInputError } from "../errors/gateway-input-error.js";
import type { ApiKeySource } from "../transport-request.js";
import { environmentVariable } from "./environment.js";

/** An API key, or a function that gives one and is asked again for each attempt. */
export type ApiKey = string | (() => string | Promise<string>);

/**
 * Turns the option into what the transport asks before each attempt. A key that is given as text is
 * checked at once, a function's and the environment's when they are asked.
 */
export function apiKeySource(option: ApiKey | undefined): ApiKeySource {
  if (typeof option === "function") return (sent) => askForKey(option, sent);
  if (option === undefined)
    return (sent) => checkKey(environmentVariable("FIREWORKS_API_KEY"), sent);
  const key = checkKey(option, false);
  if (typeof key === "object") throw key;
  return () => key;
}

async function askForKey(
  ask: () => string | Promise<string>,
  mayHaveSucceeded: boolean,
): Promise<string | GatewayInputError> {
  try {
    return checkKey(await ask(), mayHaveSucceeded);
  } catch {
    // What it threw may hold the key, and there is no key yet to look for in it.
    return new GatewayInputError(
      "apiKey",
      "could not be had: its function threw",
      mayHaveSucceeded,
    );
  }
}

function checkKey(value: unknown, mayHaveSucceeded: boolean): string | GatewayInputError {
  const refuse = (problem: string): GatewayInputError =>
    new GatewayInputError("apiKey", problem, mayHaveSucceeded);
  if (value === undefined) return refuse("is missing: pass it, or set FIREWORKS_API_KEY");
  if (typeof value !== "string") return refuse("must be a string");
  const key = value.trim();
  const problem = problemOf(key);
  return problem === undefined ? key : refuse(problem);
}

function problemOf(key: string): string | undefined {
  if (key === "") return "is blank";
  if (/^bearer(\s|$)/i.test(key)) return 'must be the key alone, without "Bearer " before it';
  if (/[^!-~]/.test(key)) return "holds a character that is not visible ASCII";
  return undefined;
}
