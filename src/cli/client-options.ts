import type { GatewayClientOptions } from "../index.js";
import { usageError } from "./command-error.js";
import type { CommandLine } from "./command-line.js";
import { variable, type Surroundings } from "./surroundings.js";

/**
 * What a client is told by the command line and the environment.
 *
 * @throws CommandError when there is no key, unless nothing is to be sent
 */
export function clientOptions(
  surroundings: Surroundings,
  values: CommandLine["values"],
): GatewayClientOptions {
  const apiKey = variable(surroundings, "FIREWORKS_API_KEY");
  if (apiKey === undefined && !values["dry-run"]) throw usageError("FIREWORKS_API_KEY is not set");
  return {
    apiKey,
    baseUrl: values["base-url"] ?? variable(surroundings, "FIREWORKS_BASE_URL"),
    timeout: values.timeout === undefined ? undefined : Number(values.timeout),
  };
}
