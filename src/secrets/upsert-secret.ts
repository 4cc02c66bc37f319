import { GatewayApiError } from "../errors/gateway-api-error.js";
import type { GoogleRpcCode } from "../errors/google-rpc-code.js";
import type { Call } from "../operations/call.js";
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
  location: SecretLocation,
  secret: CreateSecretBody,
  options: CallOptions,
  started: number,
): Promise<UpsertedSecret> {
  const earlier = { started, mayHaveSucceeded: false };
  const context = { bodyName: "secret", earlier };
  const create = {
    path: { account_id: location.account_id },
    query: undefined,
    body: { ...secret },
  };
  const { name: _name, ...update } = create.body;
  try {
    const created = await call("Gateway_CreateSecret", create, options, context);
    return { secret: created, outcome: "created" };
  } catch (error) {
    continueAfter("ALREADY_EXISTS", error, earlier);
  }
  try {
    const body = { path: location, query: undefined, body: update };
    const updated = await call("Gateway_UpdateSecret", body, options, context);
    return { secret: updated, outcome: "updated" };
  } catch (error) {
    continueAfter("NOT_FOUND", error, earlier);
  }
  const created = await call("Gateway_CreateSecret", create, options, context);
  return { secret: created, outcome: "created" };
}

/** @throws the error, unless it has the code that the next request is the answer to */
function continueAfter(code: GoogleRpcCode, error: unknown, earlier: EarlierRequests): void {
  if (!GatewayApiError.isInstance(error) || error.code !== code) throw error;
  earlier.mayHaveSucceeded = error.mayHaveSucceeded;
}
