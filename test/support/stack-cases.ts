/**
 * Failing calls whose stacks have to name the function that made the call. Imports no code of the
 * package and no test framework, so that they can run against any build on any runtime.
 */
import type { GatewayClient } from "../../src/client.js";
import type { GatewayHttp } from "../../src/http/http-types.js";
import type { GatewayClientOptions } from "../../src/options.js";

/** What a program imports of the package. */
export interface PackageUnderTest {
  readonly createGatewayClient: (options: GatewayClientOptions) => GatewayClient;
  readonly createGatewayHttp: (options: GatewayClientOptions) => GatewayHttp;
  /** Called when a call stalls until its timeout, for a clock that is held. */
  readonly onStall?: () => void;
}

/** One failing call. */
export interface StackCase {
  readonly title: string;
  /** Name of the class of its error. */
  readonly error: string;
  /** Name of the function that makes the call. */
  readonly caller: string;
  /** Makes the call, and returns what it fails with. */
  readonly fail: () => Promise<unknown>;
}

const secret = { name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" };
const never = new Promise<never>(() => {});

type Options = GatewayClientOptions;
type Fetch = NonNullable<Options["fetch"]>;

/** Failures by the class of their error. */
const failuresOf = (onStall: () => void): Readonly<Record<string, Options>> => ({
  GatewayInputError: { apiKey: () => " " },
  GatewayApiError: {
    fetch: () => Promise.resolve(new Response('{"message":"no"}', { status: 400 })),
  },
  // Port 1 is one that nothing listens at.
  GatewayConnectionError: { baseUrl: "http://127.0.0.1:1", maxRetries: 0 },
  GatewayTimeoutError: {
    fetch: () => {
      onStall();
      return never;
    },
    timeout: 1000,
  },
  // A body that no operation answers with.
  GatewayProtocolError: { fetch: () => Promise.resolve(new Response("[]")) },
});

/** Ways in which a call may come to its failure. */
const ways: Readonly<Record<string, (failure: Options) => Options>> = {
  "at once": (failure) => failure,
  "after two retries": (failure) => ({
    ...failure,
    maxRetries: 2,
    fetch: afterTwo503(failure.fetch),
    apiKey: afterTwoKeys(failure.apiKey),
  }),
  "with an async key function": (failure) => ({ ...failure, apiKey: asyncKey(failure.apiKey) }),
  "with a timeout": (failure) => ({ timeout: 30_000, ...failure }),
  "with a timeout, retries and an async key function": (failure) => ({
    timeout: 30_000,
    ...failure,
    maxRetries: 2,
    fetch: afterTwo503(failure.fetch),
    apiKey: asyncKey(afterTwoKeys(failure.apiKey)),
  }),
};

/** Functions of a program that call the package, by what they call. */
const callersOf = ({ createGatewayClient, createGatewayHttp }: PackageUnderTest) => ({
  createSecret: async function callerOfCreateSecret(options: Options): Promise<unknown> {
    const created = await createGatewayClient(options).createSecret(secret);
    return created.name;
  },
  upsertSecret: async function callerOfUpsertSecret(options: Options): Promise<unknown> {
    const { outcome } = await createGatewayClient(options).upsertSecret(secret);
    return outcome;
  },
  listSecrets: async function callerOfListSecrets(options: Options): Promise<unknown> {
    for await (const { name } of createGatewayClient(options).listSecrets()) return name;
    return undefined;
  },
  "http.POST": async function callerOfHttpPost(options: Options): Promise<unknown> {
    const path = "/v1/accounts/{account_id}/secrets";
    const params = { path: { account_id: "acme" } };
    const result = await createGatewayHttp(options).POST(path, { params, body: secret });
    return result.error;
  },
});

/** Every failing call: each class of error, in each way, through each surface. */
export function stackCases(tested: PackageUnderTest): StackCase[] {
  const { onStall = () => {} } = tested;
  return Object.entries(failuresOf(onStall)).flatMap(([error, failure]) =>
    Object.entries(ways).flatMap(([way, optionsOf]) => {
      const options = (): Options => ({
        apiKey: "key",
        accountId: "acme",
        ...optionsOf(failure),
      });
      return Object.entries(callersOf(tested)).map(([method, caller]) => ({
        title: `${error} of ${method}, ${way}`,
        error,
        caller: caller.name,
        fail: () => caller(options()).catch(itself),
      }));
    }),
  );
}

/** A raw fetch that fails, to compare with. */
export const rawFetchCase: StackCase = {
  title: "TypeError of raw fetch",
  error: "TypeError",
  caller: "callerOfFetch",
  fail: () => callerOfFetch().catch(itself),
};

/** The line of an error's stack that names the caller; `undefined` if there is none. */
export function frameOfCaller(error: unknown, caller: string): string | undefined {
  const stack = error instanceof Error ? String(error.stack) : "";
  return stack.split("\n").find((line) => new RegExp(`\\b${caller}\\b`).test(line));
}

const itself = (error: unknown): unknown => error;

async function callerOfFetch(): Promise<unknown> {
  const response = await fetch("http://127.0.0.1:1");
  return response.status;
}

function afterTwo503(then: Fetch = (url, init) => fetch(url, init)): Fetch {
  let attempts = 0;
  const headers = { "retry-after-ms": "0" };
  return (url, init) => {
    attempts += 1;
    return attempts < 3
      ? Promise.resolve(new Response("", { status: 503, headers }))
      : then(url, init);
  };
}

function afterTwoKeys(then: Options["apiKey"]): Options["apiKey"] {
  let asked = 0;
  return () => {
    asked += 1;
    return asked < 3 ? "key" : keyOf(then);
  };
}

function asyncKey(apiKey: Options["apiKey"]): Options["apiKey"] {
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return keyOf(apiKey);
  };
}

const keyOf = (apiKey: Options["apiKey"] = "key"): string | Promise<string> =>
  typeof apiKey === "function" ? apiKey() : apiKey;
