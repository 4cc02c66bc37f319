import type * as library from "../../src/index.js";
import type { createFakeGateway } from "../../src/testing.js";

/** The package as the runtime has loaded it. */
interface PackageUnderTest {
  readonly library: typeof library;
  readonly createFakeGateway: typeof createFakeGateway;
}

/** What a runtime is told of the machine around it. */
export interface Surroundings {
  /** A gateway on loopback; what follows it in the path decides how it behaves. */
  readonly gatewayUrl: string;
  /** Where nobody listens. */
  readonly refusedUrl: string;
  /** Whether this runtime says in a code why a connection failed. */
  readonly namesFailures: boolean;
  /** Whether this is a page with a DOM. */
  readonly isPage: boolean;
}

type Case = (check: Check) => void | Promise<void>;
type Check = (what: string, found: unknown, expected: unknown) => void;

const key = "fw_canary-key";
const value = 'sk-canary "value"\nsecond line é😃';
const path = "/v1/accounts/{account_id}/secrets";
const params = { path: { account_id: "acme" } };

/** Runs every case, prints a line for each, and closes with how many passed and failed. */
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
    createFakeGateway,
  }: PackageUnderTest,
  { gatewayUrl, refusedUrl, namesFailures, isPage }: Surroundings,
): Record<string, Case> {
  const client = (behaviour: string, options: library.GatewayClientOptions = {}) =>
    createGatewayClient({
      apiKey: key,
      accountId: "acme",
      baseUrl: `${gatewayUrl}/${behaviour}`,
      dangerouslyAllowBrowser: isPage,
      maxRetries: 0,
      ...options,
    });
  const newBody = (): library.CreateSecretBody => ({
    name: secretName("acme", `db-${Math.random().toString(36).slice(2)}`),
    keyName: "DB",
    value,
  });
  /** Rejects where the call does not fail with an error of the package. */
  const failureOf = async (call: Promise<unknown>): Promise<Record<string, unknown>> => {
    const outcome = await call.then(
      () => "it resolved",
      (error: unknown) => error,
    );
    if (GatewayError.isInstance(outcome)) return Object.assign(Object.create(outcome), {});
    throw new Error(`no GatewayError came of it, but: ${String(outcome)}`);
  };

  return {
    "creates a secret over HTTP, and gives it without its value": async (check) => {
      const body = newBody();
      const secret = await client("gateway").createSecret(body);
      check("the secret", secret, { name: body.name, keyName: "DB" });
    },
    "refuses a body that breaks the spec": async (check) => {
      // @ts-expect-error -- as it may come from JavaScript
      const error = await failureOf(client("gateway").createSecret({ name: "db", value }));
      check("the class", error["name"], "GatewayInputError");
      check("the field", error["field"], "secret.keyName");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], false);
    },
    "tells of a secret that is there already": async (check) => {
      const body = newBody();
      const gateway = client("gateway");
      await gateway.createSecret(body);
      const error = await failureOf(gateway.createSecret(body));
      check("the class", error["name"], "GatewayApiError");
      check("the code", error["code"], "ALREADY_EXISTS");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], false);
    },
    "says so when no key is given": async (check) => {
      const error = await failureOf(
        client("gateway", { apiKey: undefined }).createSecret(newBody()),
      );
      check("the class", error["name"], "GatewayInputError");
      check("the field", error["field"], "apiKey");
    },
    "repeats what the gateway was too busy for": async (check) => {
      const attempts: unknown[] = [];
      const gateway = client("busy-once", {
        maxRetries: 1,
        onAttempt: ({ status }) => attempts.push(status),
      });
      await gateway.createSecret(newBody());
      check("the answers", attempts, [429, 200]);
    },
    "knows of a refused connection what this runtime tells": async (check) => {
      const error = await failureOf(client("", { baseUrl: refusedUrl }).createSecret(newBody()));
      const { code } = Object(error["cause"]);
      check("the class", error["name"], "GatewayConnectionError");
      check("a code was given", typeof code === "string", namesFailures);
      check("mayHaveSucceeded", error["mayHaveSucceeded"], !namesFailures);
    },
    "ends with its timeout while the body stalls": async (check) => {
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
      // A page is told nothing of a redirect, so it cannot tell a 303 from a 307.
      check("the status", error["status"], isPage ? 0 : 307);
      check("mayHaveSucceeded", error["mayHaveSucceeded"], isPage);
      const followed = await fetch(`${gatewayUrl}/followed-redirects`);
      check("requests at its target", await followed.json(), 0);
    },
    "takes a 200 without JSON for what it is": async (check) => {
      const error = await failureOf(client("not-json").createSecret(newBody()));
      check("the class", error["name"], "GatewayProtocolError");
      check("mayHaveSucceeded", error["mayHaveSucceeded"], true);
    },
    "shows neither key nor value, also where the gateway echoes both": async (check) => {
      const reports: unknown[] = [];
      const gateway = client("echo", { onAttempt: (report) => reports.push(report) });
      const error = await gateway.createSecret(newBody()).catch((reason: unknown) => reason);
      const shown = [error, reports, gateway].map((thing) => textIn(thing)).join("\n");
      check("the echo came through", shown.includes("you sent"), true);
      for (const secret of [key, value, JSON.stringify(value).slice(1, -1)]) {
        check(`it shows ${secret}`, shown.includes(secret), false);
      }
    },
    "answers through http": async (check) => {
      const body = newBody();
      const { data, response } = await client("gateway").http.POST(path, { params, body });
      check("the data", data, { name: body.name, keyName: "DB" });
      check("the status", response.status, 200);
      check("the body", await response.json(), data);
    },
    "resolves with an error status through http": async (check) => {
      const { error, response } = await client("echo").http.POST(path, { params, body: newBody() });
      check("the code", error?.code, "INVALID_ARGUMENT");
      check("the body shows the value", (await response.text()).includes("sk-canary"), false);
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

/** Every text that can be reached from something, causes and hidden fields included. */
function textIn(thing: unknown, seen: Set<unknown> = new Set()): string {
  if (typeof thing === "string") return thing;
  if (Object(thing) !== thing || seen.has(thing)) return "";
  seen.add(thing);
  const fields = Reflect.ownKeys(Object(thing)).map((name) => Reflect.get(Object(thing), name));
  return [String(thing), ...fields.map((field) => textIn(field, seen))].join("\n");
}
