import { secretName } from "../../index.js";
import type { OptionValues } from "../arguments.js";
import { usageError } from "../command-error.js";
import { variable, type Io } from "../io.js";

/** Account and full name of a secret. */
export interface SecretPlace {
  readonly accountId: string;
  readonly name: string;
}

const fullName = /^accounts\/([^/]*)\/secrets\/([^/]*)$/;

/**
 * Reads the operand KEY_NAME.
 *
 * @throws CommandError that does not repeat it: it may be a secret, by a slip
 */
export function readKeyName(operands: readonly string[]): string {
  const [keyName] = operands;
  if (!keyName || operands.length > 1) {
    throw usageError(
      `expected one KEY_NAME, found ${operands.length} operands; a value is never an argument`,
    );
  }
  if (keyName.includes("=")) {
    throw usageError(
      "KEY_NAME contains =; pass the name alone, and the value on stdin or with --from-file or --from-env",
    );
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\s\u0000-\u001f\u007f-\u009f]/.test(keyName)) {
    throw usageError("KEY_NAME contains a blank or a control character");
  }
  return keyName;
}

/** A warning about key names that the vendor's own clients would change, if this is one. */
export function keyNameWarning(keyName: string): string | undefined {
  return /^[A-Z][A-Z0-9_]*$/.test(keyName)
    ? undefined
    : `${keyName} is not an upper-case name such as API_KEY, which the gateway may refuse; it is sent unchanged`;
}

/** @throws CommandError if neither the command line nor the environment names an account */
export function accountOf(io: Io, account: string | undefined): string {
  const accountId = account ?? variable(io, "FIREWORKS_ACCOUNT_ID");
  if (accountId !== undefined) return accountId;
  throw usageError("--account is missing: pass it, or set FIREWORKS_ACCOUNT_ID");
}

/** The id that a key name stands for: in lower case, with hyphens for underscores. */
export const idOf = (keyName: string): string => keyName.toLowerCase().replaceAll("_", "-");

/**
 * Finds the place of a secret: `--name` is an id or a full name, which names the account too. Without
 * it the id is made from the key name.
 *
 * @throws CommandError or GatewayInputError if there is no such place
 */
export function placeSecret(io: Io, keyName: string, values: OptionValues): SecretPlace {
  const { account, name = idOf(keyName) } = values;
  const [, namedAccount, id = name] = fullName.exec(name) ?? [];
  if (account !== undefined && namedAccount !== undefined && account !== namedAccount) {
    throw usageError("the full name and --account name different accounts");
  }
  const accountId = accountOf(io, account ?? namedAccount);
  return { accountId, name: secretName(accountId, id) };
}

/** The same for an operand that is an id, a full name or a key name. */
export function placeOperand(io: Io, operand: string, values: OptionValues): SecretPlace {
  const name = fullName.test(operand) ? operand : idOf(operand);
  return placeSecret(io, operand, { ...values, name });
}
