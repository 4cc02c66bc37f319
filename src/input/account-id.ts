import { GatewayInputError } from "../errors/gateway-input-error.js";
import { environmentVariable } from "./environment.js";
import { checkPathParameter } from "./path-parameter.js";

/**
 * Checks an account id, or takes the environment's where there is none.
 *
 * @throws GatewayInputError
 */
export function checkAccountId(accountId: string | undefined): string {
  const id = accountId ?? environmentVariable("FIREWORKS_ACCOUNT_ID");
  if (id === undefined) {
    throw new GatewayInputError("accountId", "is missing: pass it, or set FIREWORKS_ACCOUNT_ID");
  }
  const pasted = typeof id === "string" && /^accounts\/([a-z0-9-]+)\/?$/.exec(id)?.[1];
  if (pasted) throw new GatewayInputError("accountId", `must be the bare id: "${pasted}"`);
  return checkPathParameter("accountId", id);
}
