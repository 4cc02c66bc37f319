import { GatewayInputError } from "./errors/gateway-input-error.js";

const resourceId = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * The resource name of a secret: `accounts/<account>/secrets/<id>`, as the spec's `name` has it.
 *
 * @param accountId 1 to 63 of a-z, 0-9 and `-`, no hyphen first or last
 * @param secretId the same
 * @throws GatewayInputError when an id is none
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
  // An unset variable from JavaScript would otherwise pass as the word "undefined".
  if (typeof id === "string" && resourceId.test(id)) return id;
  throw new GatewayInputError(
    field,
    "must be 1 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last",
  );
}
