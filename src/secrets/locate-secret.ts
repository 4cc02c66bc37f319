import { GatewayInputError } from "../errors/gateway-input-error.js";
import { checkPathParameter } from "../input/path-parameter.js";

/** Path parameters of an operation on one secret. */
export interface SecretLocation {
  readonly account_id: string;
  readonly secret_id: string;
}

const fullName = /^accounts\/([^/]+)\/secrets\/([^/]+)$/;

/**
 * Reads a bare id or a full name. The account in a full name takes precedence over the client's.
 *
 * @param field name of the secret in the input
 * @param ofCall the call's own account id, which must not contradict a full name
 * @throws GatewayInputError if it is neither, or names another account than the call
 */
export function locateSecret(
  field: string,
  secret: unknown,
  ofCall: string | undefined,
  accountIdOf: (ofCall: string | undefined) => string,
): SecretLocation {
  if (typeof secret !== "string") {
    const problem = secret === undefined ? "is missing" : `must be a string, got ${typeof secret}`;
    throw new GatewayInputError(field, problem);
  }
  const [, account = ofCall, id = secret] = fullName.exec(secret) ?? [];
  if (id.includes("/")) {
    throw new GatewayInputError(field, "must be a bare id or accounts/ACCOUNT/secrets/ID");
  }
  if (ofCall !== undefined && ofCall !== account) {
    throw new GatewayInputError("accountId", `must be "${account}", the account in ${field}`);
  }
  const secret_id = checkPathParameter(field, id);
  return { account_id: accountIdOf(account), secret_id };
}
