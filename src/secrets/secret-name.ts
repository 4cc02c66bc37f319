import { GatewayInputError } from "../errors/gateway-input-error.js";

const resourceId = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Makes the full name of a secret: `accounts/<account>/secrets/<id>`, the convention of the spec's
 * `name`.
 *
 * @param accountId 1–63 characters of a-z, 0-9 and `-`, not starting or ending with `-`
 * @param secretId the same
 * @throws GatewayInputError when either id is invalid
 *
 * @example
 * ```ts
 * import { secretName } from "fireworks-gateway-client";
 *
 * secretName("acme", "wolfram-alpha-api-key"); // "accounts/acme/secrets/wolfram-alpha-api-key"
 * ```
 */
export function secretName(accountId: string, secretId: string): string {
  return `accounts/${checkId("accountId", accountId)}/secrets/${checkId("secretId", secretId)}`;
}

function checkId(field: string, id: string): string {
  // In JavaScript an unset variable would otherwise pass as the word "undefined".
  if (typeof id === "string" && resourceId.test(id)) return id;
  throw new GatewayInputError(
    field,
    "must be 1–63 characters of a-z, 0-9 and -, not starting or ending with -",
  );
}
