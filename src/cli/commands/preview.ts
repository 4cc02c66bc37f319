import type { FetchInit } from "../../index.js";
import type { CommandContext } from "./command.js";
import { addressOptions } from "./client-options.js";
import { connect, type SecretsGateway } from "./secrets-gateway.js";

/** A request that was made and not sent. */
export interface RequestPreview {
  readonly method: string;
  readonly url: string;
  /** Its value is masked. */
  readonly body?: unknown;
}

/**
 * Makes the request of a call as the client does, and sends nothing.
 *
 * @throws GatewayInputError as the client does
 */
export async function previewOf(
  context: CommandContext,
  call: (gateway: SecretsGateway) => Promise<unknown>,
): Promise<RequestPreview> {
  let preview: RequestPreview | undefined;
  const fetch = (url: string, { method, body }: FetchInit): Promise<Response> => {
    preview = { method, url, ...(body !== undefined && { body: masked(body) }) };
    return Promise.reject(new Error("not sent"));
  };
  const options = { ...addressOptions(context), apiKey: "none", maxRetries: 0, fetch };
  try {
    await call(connect(context, options));
  } catch (error) {
    if (preview === undefined) throw error;
  }
  if (preview === undefined) throw new Error("the call made no request");
  return preview;
}

export function printPreview({ output }: CommandContext, preview: RequestPreview): void {
  const { method, url, body } = preview;
  const shown = body === undefined ? "" : `\n${JSON.stringify(body, null, 2)}`;
  output.result(preview, `${method} ${url}${shown}`);
}

function masked(json: string): unknown {
  const body: unknown = JSON.parse(json);
  return Object.hasOwn(Object(body), "value") ? { ...Object(body), value: "********" } : body;
}
