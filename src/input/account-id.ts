import { GatewayInputError } from "../errors/gateway-input-error.js";
import { environmentVariable } from "./environment.js";
import { checkPathParameter } from "./path-parameter.js";

/**
 * Turns the option into what each call asks for its account id: the call's own before the client's,
 * and that before the environment's, which is looked up only then.
 *
 * @throws GatewayInputError, as the function does that it returns
 */
export function accountIdSource(
  option: string | undefined,
): (ownOfCall: string | undefined) => string {
  const checked = option === undefined ? undefined : checkAccountId(option);
  return (id = checked) => (id === undefined || id !== checked ? checkAccountId(id) : id);
}

function checkAccountId(id = environmentVariable("FIREWORKS_ACCOUNT_ID")): string {
  if (id === undefined) {
    throw new GatewayInputError("accountId", "is missing: pass it, or set FIREWORKS_ACCOUNT_ID");
  }
  const pasted = typeof id === "string" && /^accounts\/([a-z0-9-]+)\/?$/.exec(id)?.[1];
  if (pasted) throw new GatewayInputError("accountId", `must be the bare id: "${pasted}"`);
  return checkPathParameter("accountId", id);
}
