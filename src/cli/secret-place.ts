import { secretName } from "../index.js";
import { usageError } from "./command-error.js";
import { variable, type Surroundings } from "./surroundings.js";

/** Where a secret is to be. */
export interface SecretPlace {
  readonly accountId: string;
  readonly name: string;
}

const fullName = /^accounts\/([^/]*)\/secrets\/([^/]*)$/;

/**
 * Places a secret where the options say: `name` is a bare id, or a full name, which also says the
 * account. Without one its id is the key name in lower case with hyphens.
 *
 * @throws CommandError or GatewayInputError when there can be no such place
 */
export function placeSecret(
  surroundings: Surroundings,
  keyName: string,
  { name, account }: { readonly name?: string | undefined; readonly account?: string | undefined },
): SecretPlace {
  const [, namedAccount, namedId] = fullName.exec(name ?? "") ?? [];
  if (account !== undefined && namedAccount !== undefined && account !== namedAccount) {
    throw usageError("--name is in another account than --account says");
  }
  const accountId = account ?? namedAccount ?? variable(surroundings, "FIREWORKS_ACCOUNT_ID");
  if (accountId === undefined) {
    throw usageError("--account is missing: pass it, or set FIREWORKS_ACCOUNT_ID");
  }
  const id = namedId ?? name ?? keyName.toLowerCase().replaceAll("_", "-");
  return { accountId, name: secretName(accountId, id) };
}
