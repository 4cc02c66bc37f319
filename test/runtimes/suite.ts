import type { createGatewayHttp } from "../../src/http.js";
import type * as library from "../../src/index.js";
import type { createFakeGateway } from "../../src/testing.js";
import { frameOfCaller, stackCases } from "../support/stack-cases.js";

/** The package as the runtime has loaded it, and the runtime's own ways to print a value. */
interface PackageUnderTest {
  readonly library: typeof library;
  readonly createGatewayHttp: typeof createGatewayHttp;
  readonly createFakeGateway: typeof createFakeGateway;
  readonly printers: readonly ((value: unknown) => string)[];
}

/** Facts about a runtime and the machine around it. */
export interface Surroundings {
  /** URL of a gateway on loopback; the next segment of the path selects its behaviour. */
  readonly gatewayUrl: string;
  /** URL on which nobody listens. */
  readonly refusedUrl: string;
  /** True if this runtime reports the reason of a failed connection as a code. */
  readonly namesFailures: boolean;
  /** True unless this runtime is known to send each request at most once. */
  readonly mayResend: boolean;
  /** True if an error of this runtime's fetch can name the caller, across every await. */
  readonly namesCallers: boolean;
  /** True in a page with a DOM. */
  readonly isPage: boolean;
}

type Case = (check: Check) => void | Promise<void>;
type Check = (what: string, found: unknown, expected: unknown) => void;

const key = "fw_canary-key";
const value = 'sk-canary "value"\nsecond line é😃';
const path = "/v1/accounts/{account_id}/secrets";
const params = { path: { account_id: "acme" } };

/** Runs every case, prints a line for each, and then the numbers of passed and failed ones. */
export async function runSuite(
  packageUnderTest: PackageUnderTest,
  surroundings: Surroundings,
  print: (line: string) => void,
): Promise<{ passed: number; failed: number }> {
  const counts = { passed: 0, failed: 0 };
  for (const [name, run] of Object.entries(cases(packageUnderTest, surroundings))) {
    const problems: string[] = [];
    try {
      await run((what, found, expected) => {
        const [left, right] = [found, expected].map((side) => JSON.stringify(side) ?? String(side));
        if (left !== right) problems.push(`${what} is ${left}, expected ${right}`);
      });
    } catch (error) {
      problems.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
    counts[problems.length === 0 ? "passed" : "failed"] += 1;
    print(`${problems.length === 0 ? "ok" : "FAILED"} ${name}`);
    for (const problem of problems) print(`     ${problem}`);
  }
  print(`${counts.passed} passed, ${counts.failed} failed`);
  return counts;
}

function cases(
  {
    library: { createGatewayClient, GatewayError, secretName },
    createGatewayHttp,
    createFakeGateway,
    printers,
  }: PackageUnderTest,
  { gatewayUrl, refusedUrl, namesFailures, mayResend, namesCallers, isPage }: Surroundings,
): Record<string, Case> {
  const optionsFor = (behaviour: string): library.GatewayClientOptions => ({
    apiKey: key,
    accountId: "acme",
    baseUrl: `${gatewayUrl}/${behaviour}`,
    dangerouslyAllowBrowser: isPage,
    maxRetries: 0,
  });
  const client = (behaviour: string, options: library.GatewayClientOptions = {}) =>
    createGatewayClient({ ...optionsFor(behaviour), ...options });
  const httpAt = (behaviour: string) => createGatewayHttp(optionsFor(behaviour));
  const newBody = (): library.CreateSecretBody => ({
    name: secretName("acme", `db-${Math.random().toString(36).slice(2)}`),
    keyName: "DB",
    value,
  });
  /** The error of a call; rejects if it does not fail with an error of the package. */
  const failureOf = async (call: Promise<unknown>): Promise<Record<string, unknown>> => {
    const outcome = await call.then(
      () => "it resolved",
      (error: unknown) => error,
    );
    if (GatewayError.isInstance(outcome)) return Object.assign(Object.create(outcome), {});
    throw new Error(`expected a GatewayError, got: ${String(outcome)}`);
  };

  return {
    "creates a secret over HTTP, and returns it without its value": async (check) => {
      const body = newBody();
      const secret = await client("gateway").createSecret(body);
      check("the secret", secret, { name: body.name, keyName: "DB" });
    },
    "takes a secret through its whole life": async (check) => {
      const body = newBody();
      const stored = { name: body.name, keyName: "DB" };
      const gateway = client("gateway");
      const created = await gateway.upsertSecret(body);
      check("the creation", created, { secret: stored, outcome: "created" });
      check("the secret", await gateway.getSecret(body.name), stored);
      const rotated = { ...stored, keyName: "ROTATED" };
      const update = { keyName: "ROTATED", value };
      check("the update", await gateway.updateSecret(body.name, update), rotated);
      const listed = [];
      for await (const secret of gateway.listSecrets({ pageSize: 1 })) {
        if (secret.name === body.name) listed.push(secret);
      }
      check("the list", listed, [rotated]);
      check("the deletion", await gateway.deleteSecret(body.name), undefined);
      const error = await failureOf(gateway.getSecret(body.name));
      check("the code", error["code"], "NOT_FOUND");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], false);
    },
    "refuses a body that breaks the spec": async (check) => {
      // @ts-expect-error -- as it may come from JavaScript
      const error = await failureOf(client("gateway").createSecret({ name: "db", value }));
      check("the class", error["name"], "GatewayInputError");
      check("the field", error["field"], "secret.keyName");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], false);
    },
    "reports that a secret already exists": async (check) => {
      const body = newBody();
      const gateway = client("gateway");
      await gateway.createSecret(body);
      const error = await failureOf(gateway.createSecret(body));
      check("the class", error["name"], "GatewayApiError");
      check("the code", error["code"], "ALREADY_EXISTS");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], mayResend);
    },
    "refuses a call without a key": async (check) => {
      const error = await failureOf(
        client("gateway", { apiKey: undefined }).createSecret(newBody()),
      );
      check("the class", error["name"], "GatewayInputError");
      check("the field", error["field"], "apiKey");
    },
    "retries after a 429": async (check) => {
      const attempts: unknown[] = [];
      const gateway = client("busy-once", {
        maxRetries: 1,
        onAttempt: ({ status }) => attempts.push(status),
      });
      await gateway.createSecret(newBody());
      check("the statuses", attempts, [429, 200]);
    },
    "reports a refused connection as precisely as this runtime does": async (check) => {
      const error = await failureOf(client("", { baseUrl: refusedUrl }).createSecret(newBody()));
      const { code } = Object(error["cause"]);
      check("the class", error["name"], "GatewayConnectionError");
      check("there is a code", typeof code === "string", namesFailures);
      check("mayHaveSucceeded", error["mayHaveSucceeded"], !namesFailures);
    },
    "times out while the body stalls": async (check) => {
      const error = await failureOf(client("stall", { timeout: 300 }).createSecret(newBody()));
      check("the class", error["name"], "GatewayTimeoutError");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], true);
    },
    "rejects with the reason of the caller's abort": async (check) => {
      const controller = new AbortController();
      const reason = { why: "changed my mind" };
      const { signal } = controller;
      const call = client("silence").createSecret(newBody(), { signal });
      setTimeout(() => controller.abort(reason), 100);
      const rejection = await call.then(
        () => undefined,
        (error: unknown) => error,
      );
      check("it is the reason itself", rejection === reason, true);
    },
    "does not follow a redirect": async (check) => {
      const error = await failureOf(client("redirect").createSecret(newBody()));
      check("the class", error["name"], "GatewayProtocolError");
      // A page cannot see the status of a redirect, and so not tell a 303 from a 307.
      check("the status", error["status"], isPage ? 0 : 307);
      check("mayHaveSucceeded", error["mayHaveSucceeded"], isPage);
      const followed = await fetch(`${gatewayUrl}/followed-redirects`);
      check("requests at its target", await followed.json(), 0);
    },
    "reports a 200 without JSON as a protocol error": async (check) => {
      const error = await failureOf(client("not-json").createSecret(newBody()));
      check("the class", error["name"], "GatewayProtocolError");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], true);
    },
    "shows neither key nor value if the gateway echoes both": async (check) => {
      const reports: unknown[] = [];
      const gateway = client("echo", { onAttempt: (report) => reports.push(report) });
      const error = await gateway.createSecret(newBody()).catch((reason: unknown) => reason);
      const shown = [error, reports, gateway].map((thing) => textIn(thing)).join("\n");
      check("the message was withheld", shown.includes("[withheld: "), true);
      for (const secret of [key, value, JSON.stringify(value).slice(1, -1)]) {
        check(`it shows ${secret}`, shown.includes(secret), false);
      }
    },
    "returns data and response through createGatewayHttp": async (check) => {
      const body = newBody();
      const { data, response } = await httpAt("gateway").POST(path, { params, body });
      check("the data", data, { name: body.name, keyName: "DB" });
      check("the status", response.status, 200);
      check("the body", await response.json(), data);
    },
    "resolves with the error of an error status through createGatewayHttp": async (check) => {
      const { error, response } = await httpAt("echo").POST(path, { params, body: newBody() });
      check("the code", error?.code, "INVALID_ARGUMENT");
      check("the body shows the value", (await response.text()).includes("sk-canary"), false);
    },
    "prints nothing of a response but its checked content": async (check) => {
      for (const behaviour of ["echo", "echo-success"]) {
        const result = await httpAt(behaviour).POST(path, { params, body: newBody() });
        const { response } = result;
        const shown = [result, response, response.headers]
          .flatMap((thing) => [textIn(thing), ...printers.map((print) => print(thing))])
          .concat(await response.text())
          .join("\n");
        for (const secret of [key, "sk-canary", "second line", "echoed-header"]) {
          check(`${behaviour} shows ${secret}`, shown.includes(secret), false);
        }
      }
    },
    "names itself as user agent, but not in a browser": async (check) => {
      const { name } = await client("user-agent").createSecret(newBody());
      if (isPage) check("the user agent", name, navigator.userAgent);
      else check("its beginning", name.split("/")[0], "fireworks-gateway-client");
    },
    "is refused in a page that did not allow it": (check) => {
      let field: unknown;
      try {
        createGatewayClient({ apiKey: key });
      } catch (error) {
        field = Reflect.get(Object(error), "field");
      }
      check("the field", field, isPage ? "dangerouslyAllowBrowser" : undefined);
    },
    "names the caller in the stack of each error": async (check) => {
      if (!namesCallers) return;
      const failing = stackCases({ createGatewayClient, createGatewayHttp });
      const named = failing.map(async ({ title, error, caller, fail }) => {
        const failed = await fail();
        const isNamed = frameOfCaller(failed, caller) !== undefined;
        check(title, [failed instanceof Error && failed.name, isNamed], [error, true]);
      });
      await Promise.all(named);
      check("cases", named.length, 100);
    },
    "works with the fake gateway in its own process": async (check) => {
      const fake = createFakeGateway({ apiKey: key });
      const body = newBody();
      const gateway = client("", { baseUrl: gatewayUrl, fetch: fake.fetch });
      check("the secret", await gateway.createSecret(body), { name: body.name, keyName: "DB" });
      const error = await failureOf(gateway.createSecret(body));
      check("the code of the second", error["code"], "ALREADY_EXISTS");
      check("the body as it came", fake.requests[0]?.body, body);
      check("the secrets", fake.secrets, [{ name: body.name, keyName: "DB" }]);
    },
  };
}

/** Every text that can be reached from a value, causes and hidden fields included. */
function textIn(thing: unknown, seen: Set<unknown> = new Set()): string {
  if (typeof thing === "string") return thing;
  if (Object(thing) !== thing || seen.has(thing)) return "";
  seen.add(thing);
  const fields = Reflect.ownKeys(Object(thing)).map((name) => Reflect.get(Object(thing), name));
  return [asText(thing), ...fields.map((field) => textIn(field, seen))].join("\n");
}

function asText(thing: unknown): string {
  try {
    return String(thing);
  } catch {
    // An object without a prototype, such as Node 20 has inside its Headers.
    return "";
  }
}
