import { GatewayInputError } from "../errors/gateway-input-error.js";
import { environmentVariable } from "./environment.js";
import { checkPathParameter } from "./path-parameter.js";

/**
 * Makes the lookup of a call's account id: the call's own, else the client's, else the
 * environment's, which is read at each call.
 *
 * @throws GatewayInputError if the client's is invalid; the returned function throws it too
 */
export function accountIdSource(
  ofClient: string | undefined,
): (ofCall: string | undefined) => string {
  const checked = ofClient === undefined ? undefined : checkAccountId(ofClient);
  return (id = checked) => (id === undefined || id !== checked ? checkAccountId(id) : id);
}

function checkAccountId(id: unknown = environmentVariable("FIREWORKS_ACCOUNT_ID")): string {
  if (id === undefined) {
    throw new GatewayInputError("accountId", "is missing: pass it, or set FIREWORKS_ACCOUNT_ID");
  }
  if (typeof id !== "string") {
    throw new GatewayInputError("accountId", `must be a string, got ${typeof id}`);
  }
  const pasted = /^accounts\/([a-z0-9-]+)\/?$/.exec(id)?.[1];
  if (pasted) throw new GatewayInputError("accountId", `must be the bare id: "${pasted}"`);
  return checkPathParameter("accountId", id);
}
