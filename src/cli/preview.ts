import { visitFields } from "../operations/json-path.js";
import { operations } from "../generated/spec.js";
import {
  createGatewayClient,
  type CreateSecretBody,
  type FetchInit,
  type GatewayClientOptions,
} from "../index.js";

/** What a call would send. */
export interface RequestPreview {
  readonly method: string;
  readonly url: string;
  /** With its write-only fields masked. */
  readonly body: unknown;
}

const mask = "********";

/**
 * Makes a request as the client does, and sends nothing.
 *
 * @throws GatewayInputError as the client does
 */
export function previewCreateSecret(
  options: GatewayClientOptions,
  secret: CreateSecretBody,
): Promise<RequestPreview> {
  return new Promise((resolve, reject) => {
    const keep = async (url: string, { method, body }: FetchInit): Promise<Response> => {
      resolve({ method, url, body: masked(body) });
      return new Response(body);
    };
    const gateway = createGatewayClient({ ...options, apiKey: "none", fetch: keep });
    gateway.createSecret(secret).catch(reject);
  });
}

function masked(json: unknown): unknown {
  const body: unknown = JSON.parse(String(json));
  for (const path of operations.Gateway_CreateSecret.writeOnly.request) {
    visitFields(body, path, (holder, name) => {
      holder[name] = mask;
    });
  }
  return body;
}
