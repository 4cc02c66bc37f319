import type { FetchInit, GatewayClientOptions } from "../../index.js";
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

/** The request of a command's call, which is not sent. */
export function previewOf(
  context: CommandContext,
  call: (gateway: SecretsGateway) => Promise<unknown>,
): Promise<RequestPreview> {
  return requestOf((options) => connect(context, options), addressOptions(context), call);
}

/**
 * Makes the request of a call as the client does, and sends nothing.
 *
 * @throws GatewayInputError as the client does
 */
export function requestOf<Gateway>(
  createGateway: (options: GatewayClientOptions) => Gateway,
  options: GatewayClientOptions,
  call: (gateway: Gateway) => Promise<unknown>,
): Promise<RequestPreview> {
  return new Promise((resolve, reject) => {
    const fetch = (url: string, { method, body }: FetchInit): Promise<Response> => {
      resolve({ method, url, ...(body !== undefined && { body: masked(body) }) });
      return Promise.reject(new Error("not sent"));
    };
    const gateway = createGateway({ ...options, apiKey: "none", maxRetries: 0, fetch });
    // Of no effect once the request was made.
    call(gateway).catch(reject);
  });
}

export function printPreview({ output }: CommandContext, preview: RequestPreview): void {
  const { method, url, body } = preview;
  const shown = body === undefined ? "" : `\n${JSON.stringify(body, null, 2)}`;
  output.result(preview, `${method} ${url}${shown}`);
}

const masked = (json: string): unknown => ({ ...Object(JSON.parse(json)), value: "********" });
