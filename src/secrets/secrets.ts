import { checkQueryText, checkWholeNumber, ownOptions } from "../input/option-checks.js";
import { callOptionNames, checkCallOptions, type Call } from "../operations/call.js";
import type { Settings } from "../operations/settings.js";
import {
  Gateway_CreateSecret,
  Gateway_DeleteSecret,
  Gateway_GetSecret,
  Gateway_ListSecrets,
  Gateway_UpdateSecret,
} from "../operations/wrapped-operations.js";
import type { GetSecretOptions, ListSecretsOptions, SecretOptions } from "../options.js";
import { createSecretList, type SecretList } from "./list-secrets.js";
import { locateSecret } from "./locate-secret.js";
import type { CreateSecretBody, Secret, UpdateSecretBody, UpsertedSecret } from "./secret.js";
import { upsertSecret } from "./upsert-secret.js";

/**
 * Methods for the secrets of an account.
 *
 * Each throws GatewayInputError before any request if an argument is invalid, GatewayApiError if the
 * server answers with an error status, GatewayConnectionError if no response arrives,
 * GatewayTimeoutError if `timeout` passes, and GatewayProtocolError if the response does not match
 * the spec. No result contains `value`, which is write-only: it is removed even if the server echoes
 * it.
 */
export interface SecretMethods {
  /**
   * Creates a secret: operation `Gateway_CreateSecret`.
   *
   * @param secret The request body. Copied before validation, so later changes are not sent; `value`
   * is sent unchanged.
   * @returns the created secret
   *
   * @example
   * ```ts
   * import { createGatewayClient, secretName } from "fireworks-gateway-client";
   *
   * const gateway = createGatewayClient({ accountId: "acme" });
   * const secret = await gateway.createSecret({
   *   name: secretName("acme", "wolfram-alpha-api-key"),
   *   keyName: "WOLFRAM_ALPHA_API_KEY",
   *   value: "sk-1234567890abcdef",
   * });
   * console.log(secret.name);
   * ```
   */
  createSecret(secret: CreateSecretBody, options?: SecretOptions): Promise<Secret>;

  /**
   * Reads a secret's names: operation `Gateway_GetSecret`. Values cannot be read back.
   *
   * @param secret its id, or its full name, whose account takes precedence over the client's
   *
   * @example
   * ```ts
   * import { createGatewayClient } from "fireworks-gateway-client";
   *
   * const { keyName } = await createGatewayClient().getSecret("wolfram-alpha-api-key");
   * ```
   */
  getSecret(secret: string, options?: GetSecretOptions): Promise<Secret>;

  /**
   * Lists the secrets of an account: operation `Gateway_ListSecrets`. A page is requested when the
   * iteration reaches it, and none after a `break`.
   *
   * @throws GatewayInputError at once, if an option is invalid
   *
   * @example
   * ```ts
   * import { createGatewayClient } from "fireworks-gateway-client";
   *
   * for await (const { name, keyName } of createGatewayClient().listSecrets()) {
   *   console.log(name, keyName);
   * }
   * ```
   */
  listSecrets(options?: ListSecretsOptions): SecretList;

  /**
   * Changes a secret's `keyName`, and its `value` if there is one: operation `Gateway_UpdateSecret`.
   *
   * @param secret its id, or its full name, whose account takes precedence over the client's
   * @param update The request body, treated as that of `createSecret`. Without `value` the server
   * keeps the old one.
   *
   * @example
   * ```ts
   * import { createGatewayClient } from "fireworks-gateway-client";
   *
   * const rotated = { keyName: "WOLFRAM_ALPHA_API_KEY", value: "sk-fedcba0987654321" };
   * await createGatewayClient().updateSecret("wolfram-alpha-api-key", rotated);
   * ```
   */
  updateSecret(secret: string, update: UpdateSecretBody, options?: SecretOptions): Promise<Secret>;

  /**
   * Deletes a secret: operation `Gateway_DeleteSecret`. A 404 counts as done if an earlier attempt of
   * the call may have deleted it.
   *
   * @param secret its id, or its full name, whose account takes precedence over the client's
   *
   * @example
   * ```ts
   * import { createGatewayClient } from "fireworks-gateway-client";
   *
   * await createGatewayClient().deleteSecret("wolfram-alpha-api-key");
   * ```
   */
  deleteSecret(secret: string, options?: SecretOptions): Promise<void>;

  /**
   * Creates a secret, or updates it if it exists: `Gateway_CreateSecret`, then
   * `Gateway_UpdateSecret`. `timeout` and `mayHaveSucceeded` cover all requests.
   *
   * @param secret The request body of `createSecret`; `name` may be a bare id or a full name.
   *
   * @example
   * ```ts
   * import { createGatewayClient } from "fireworks-gateway-client";
   *
   * const { outcome } = await createGatewayClient().upsertSecret({
   *   name: "wolfram-alpha-api-key",
   *   keyName: "WOLFRAM_ALPHA_API_KEY",
   *   value: "sk-1234567890abcdef",
   * });
   * console.log(outcome); // "created" or "updated"
   * ```
   */
  upsertSecret(secret: CreateSecretBody, options?: SecretOptions): Promise<UpsertedSecret>;
}

const names = ["accountId", ...callOptionNames];
const getNames = [...names, "readMask"];
const listNames = [...getNames, "pageSize", "pageToken"];

/**
 * Makes the methods of a client.
 *
 * @internal
 */
export function createSecretMethods(call: Call, settings: Settings): SecretMethods {
  const { accountIdOf, transport } = settings;
  const locate = (secret: string, { accountId }: SecretOptions, field = "secret") =>
    locateSecret(field, secret, accountId, accountIdOf);
  return {
    async createSecret(secret, options) {
      const own = ownOptions(options, names);
      const path = { account_id: accountIdOf(own.accountId) };
      return await call(Gateway_CreateSecret, { path, query: undefined, body: secret }, own, {
        bodyName: "secret",
      });
    },
    async getSecret(secret, options) {
      const own = ownOptions(options, getNames);
      checkQueryText("readMask", own.readMask);
      const query = { readMask: own.readMask };
      return await call(
        Gateway_GetSecret,
        { path: locate(secret, own), query, body: undefined },
        own,
      );
    },
    listSecrets(options) {
      const own = ownOptions(options, listNames);
      const { pageSize, readMask } = own;
      if (pageSize !== undefined) checkWholeNumber("pageSize", pageSize);
      checkQueryText("readMask", readMask);
      checkQueryText("pageToken", own.pageToken);
      checkCallOptions(settings, own);
      const path = { account_id: accountIdOf(own.accountId) };
      return createSecretList(async (pageToken) => {
        const query = { pageSize, pageToken, readMask };
        const page = await call(Gateway_ListSecrets, { path, query, body: undefined }, own);
        const { secrets = [], nextPageToken } = page;
        return { ...page, secrets, nextPageToken: nextPageToken || undefined };
      }, own.pageToken);
    },
    async updateSecret(secret, update, options) {
      const own = ownOptions(options, names);
      const input = { path: locate(secret, own), query: undefined, body: update };
      return await call(Gateway_UpdateSecret, input, own, { bodyName: "update" });
    },
    async deleteSecret(secret, options) {
      const own = ownOptions(options, names);
      const input = { path: locate(secret, own), query: undefined, body: undefined };
      await call(Gateway_DeleteSecret, input, own);
    },
    async upsertSecret(secret, options) {
      const own = ownOptions(options, names);
      const locateNamed = (name: string) => locate(name, own, "secret.name");
      return await upsertSecret(call, locateNamed, secret, own, transport.clock.now());
    },
  };
}
