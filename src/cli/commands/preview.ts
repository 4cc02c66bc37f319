import { createGatewayClient, type FetchInit, type GatewayClient } from "../../index.js";
import type { CommandContext } from "./command.js";
import { addressOptions } from "./client-options.js";

/** A request that was made and not sent. */
export interface RequestPreview {
  readonly method: string;
  readonly url: string;
  /** Its value is masked. */
  readonly body?: unknown;
}

/**
 * Makes the request of a command's call as the client does, and sends nothing.
 *
 * @throws GatewayInputError as the client does
 */
export function previewOf(
  context: CommandContext,
  call: (gateway: GatewayClient) => Promise<unknown>,
): Promise<RequestPreview> {
  const options = addressOptions(context);
  return new Promise((resolve, reject) => {
    const fetch = (url: string, { method, body }: FetchInit): Promise<Response> => {
      resolve({ method, url, ...(body !== undefined && { body: masked(body) }) });
      return Promise.reject(new Error("not sent"));
    };
    const gateway = createGatewayClient({ ...options, apiKey: "none", maxRetries: 0, fetch });
    // Of no effect once the request was made.
    call(gateway).catch(reject);
  });
}

/** The first request of a listing. */
export function listingPreview(
  context: CommandContext,
  accountId: string,
): Promise<RequestPreview> {
  return previewOf(context, (gateway) => gateway.listSecrets({ accountId }).toArray());
}

export function printPreview({ output }: CommandContext, preview: RequestPreview): void {
  const { method, url, body } = preview;
  const shown = body === undefined ? "" : `\n${JSON.stringify(body, null, 2)}`;
  output.result(preview, `${method} ${url}${shown}`);
}

const masked = (json: string): unknown => ({ ...Object(JSON.parse(json)), value: "********" });
