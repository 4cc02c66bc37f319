import type { AttemptReport, GatewayClientOptions } from "../../index.js";
import { usageError } from "../command-error.js";
import { variable } from "../io.js";
import type { CommandContext } from "./command.js";

/**
 * The client's options, from the command line and the environment.
 *
 * @throws CommandError if there is no API key
 */
export function clientOptions({ io, output, values }: CommandContext): GatewayClientOptions {
  const apiKey = variable(io, "FIREWORKS_API_KEY");
  if (apiKey === undefined) throw usageError("FIREWORKS_API_KEY is not set");
  return {
    ...addressOptions({ io, values }),
    apiKey,
    onAttempt: values.verbose ? (report) => output.note(describeAttempt(report)) : undefined,
  };
}

/** The options that need no API key: enough to show a request that is not sent. */
export function addressOptions({
  io,
  values,
}: Pick<CommandContext, "io" | "values">): GatewayClientOptions {
  return {
    baseUrl: values["base-url"] ?? variable(io, "FIREWORKS_BASE_URL"),
    timeout: values.timeout === undefined ? undefined : Number(values.timeout),
  };
}

function describeAttempt(report: AttemptReport): string {
  const { operation, attempt, status, durationMs, requestId, retryInMs } = report;
  const parts = [
    `${operation}, attempt ${attempt}: ${status ?? "no response"} in ${Math.round(durationMs)} ms`,
    ...(requestId === undefined ? [] : [`request id ${requestId}`]),
    ...(retryInMs === undefined ? [] : [`retrying in ${Math.round(retryInMs)} ms`]),
  ];
  return parts.join(", ");
}
