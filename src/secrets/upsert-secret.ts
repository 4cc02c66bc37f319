import { GatewayApiError } from "../errors/gateway-api-error.js";
import type { GoogleRpcCode } from "../errors/google-rpc-code.js";
import type { Call } from "../operations/call.js";
import { validateBody } from "../operations/validate-body.js";
import { Gateway_CreateSecret, Gateway_UpdateSecret } from "../operations/wrapped-operations.js";
import type { CallOptions } from "../options.js";
import type { EarlierRequests } from "../transport/request.js";
import type { SecretLocation } from "./locate-secret.js";
import type { CreateSecretBody, UpsertedSecret } from "./secret.js";

/**
 * Creates a secret; updates it if it exists; creates it after all if it was deleted in between. The
 * requests have one deadline, and an error speaks of all of them.
 */
export async function upsertSecret(
  call: Call,
  locate: (name: string) => SecretLocation,
  secret: CreateSecretBody,
  options: CallOptions,
  started: number,
): Promise<UpsertedSecret> {
  const { text } = validateBody(Gateway_CreateSecret, secret, "secret");
  // One copy for all requests, so that later changes of the original are not sent.
  const body: CreateSecretBody = JSON.parse(String(text));
  const { name, ...update } = body;
  const path = locate(name);
  const earlier = { started, mayHaveSucceeded: false };
  const context = { bodyName: "secret", earlier };
  const create = { path: { account_id: path.account_id }, query: undefined, body };
  try {
    const created = await call(Gateway_CreateSecret, create, options, context);
    return { secret: created, outcome: "created" };
  } catch (error) {
    continueAfter("ALREADY_EXISTS", error, earlier);
  }
  try {
    const input = { path, query: undefined, body: update };
    const updated = await call(Gateway_UpdateSecret, input, options, context);
    return { secret: updated, outcome: "updated" };
  } catch (error) {
    continueAfter("NOT_FOUND", error, earlier);
  }
  const created = await call(Gateway_CreateSecret, create, options, context);
  return { secret: created, outcome: "created" };
}

/** @throws the error, unless it has the code that the next request is the answer to */
function continueAfter(code: GoogleRpcCode, error: unknown, earlier: EarlierRequests): void {
  if (!GatewayApiError.isInstance(error) || error.code !== code) throw error;
  earlier.mayHaveSucceeded = error.mayHaveSucceeded;
}
