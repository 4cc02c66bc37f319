import { GatewayApiError } from "../../index.js";
import { CommandError } from "../command-error.js";

/** Words the failure of a call that changes nothing; for an unknown account, it says what to check. */
export function readFailed(error: unknown, what: string): CommandError {
  const message = error instanceof Error ? error.message : String(error);
  const isAccount = GatewayApiError.isInstance(error) && [403, 404].includes(error.status);
  const advice = isAccount
    ? ". Check the account id: it is ACCOUNT in names such as accounts/ACCOUNT/secrets/ID, not your user name"
    : "";
  return new CommandError(1, `${what}: ${message}${advice}`);
}
