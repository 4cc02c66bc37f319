import type { Connect } from "../../src/cli/commands/command.js";
import type { SecretsGateway } from "../../src/cli/commands/secrets-gateway.js";
import {
  GatewayApiError,
  secretName,
  type FetchInit,
  type GatewayClientOptions,
  type Secret,
} from "../../src/index.js";

/** An account in memory, as the client's methods show it. */
export interface SecretStore {
  readonly connect: Connect;
  readonly secrets: Map<string, { readonly keyName: string; readonly value?: string | undefined }>;
  /** Method and name of each call. */
  readonly calls: string[];
  /** Called before each call; its error is the call's. */
  before: (method: string, name: string) => unknown;
}

const init: Omit<FetchInit, "method"> = {
  headers: {},
  redirect: "manual",
  signal: new AbortController().signal,
};

export const apiError = (status: number, code: GatewayApiError["code"], retryAfter?: number) =>
  new GatewayApiError(
    { status, code, details: [], requestId: "r-1", retryAfter },
    "no",
    status >= 500,
  );

export function secretStore(names: readonly string[] = []): SecretStore {
  const store: SecretStore = {
    connect: (options) => gatewayOf(options),
    secrets: new Map(
      names.map((id) => [
        secretName("acme", id),
        { keyName: id.toUpperCase().replaceAll("-", "_") },
      ]),
    ),
    calls: [],
    before: () => {},
  };
  const { secrets, calls } = store;
  const call = async (
    { fetch }: GatewayClientOptions,
    method: string,
    name: string,
  ): Promise<void> => {
    // A preview asks for the request alone.
    await fetch?.(`https://gateway.test/${name}`, { ...init, method });
    calls.push(`${method} ${name}`);
    await store.before(method, name);
  };
  const find = (name: string): Secret => {
    const found = secrets.get(name);
    if (found === undefined) throw apiError(404, "NOT_FOUND");
    return { name, keyName: found.keyName };
  };
  const gatewayOf = (options: GatewayClientOptions): SecretsGateway => ({
    async createSecret({ name, keyName, value }) {
      await call(options, "create", name);
      if (secrets.has(name)) throw apiError(409, "ALREADY_EXISTS");
      secrets.set(name, { keyName, value });
      return { name, keyName };
    },
    async getSecret(name) {
      await call(options, "get", name);
      return find(name);
    },
    async *listSecrets() {
      await call(options, "list", "");
      for (const [name, { keyName }] of secrets) yield { name, keyName };
    },
    async updateSecret(name, update) {
      await call(options, "update", name);
      find(name);
      secrets.set(name, update);
      return find(name);
    },
    async deleteSecret(name) {
      await call(options, "delete", name);
      find(name);
      secrets.delete(name);
    },
  });
  return store;
}
