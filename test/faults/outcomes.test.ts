import { afterEach, describe, expect, test, vi } from "vitest";
import { GatewayError, type AttemptReport } from "../../src/index.js";
import type { GatewayClientOptions } from "../../src/options.js";
import { canaryBody, canaryClient, endingOf } from "../support/calls.js";
import { canaryKey, canaryValue, encodedForms } from "../support/canary.js";
import { FaultServer, type Behaviour, type ServerScript } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";
import { outcomeRows, type OutcomeScenario, type Stage } from "../support/outcome-scenarios.js";
import { outcomesDocument } from "../support/outcomes-document.js";
import { reachableText } from "../support/reachable-text.js";

const documentFile = "../../docs/outcomes.md";
const timeout = 10_000;

/** Told of each stage that a call reaches. */
type Reach = (stage: Stage) => void;

afterEach(() => void vi.unstubAllGlobals());

test("docs/outcomes.md is the table of outcomes (`npm run docs:outcomes` writes it)", async () => {
  await expect(outcomesDocument(outcomeRows)).toMatchFileSnapshot(documentFile);
});

test("the table of outcomes has no row twice", () => {
  const names = outcomeRows.map(({ phase, fault }) => `${phase}: ${fault}`);
  expect(names.length).toBeGreaterThan(80);
  expect(new Set(names).size).toBe(names.length);
});

describe("the table of outcomes is true:", () => {
  const cases = outcomeRows.map((row) => [titleOf(row), row] as const);

  test.each(cases)("%s", async (_title, { error: name, isRetried, mayHaveSucceeded, scenario }) => {
    const clock = new HeldClock();
    const reach: Reach = (stage) => {
      // A turn later, so that whoever reached it has gone on.
      if (stage === scenario.stalls) setImmediate(() => clock.passDeadline());
    };
    await using server = await FaultServer.start(observedServer(scenario, reach));
    const { url, port } = server;
    if (!scenario.server) await server[Symbol.asyncDispose]();
    const reports: AttemptReport[] = [];
    const options = observedOptions(scenario, server, reach);
    const client = canaryClient(
      {
        maxRetries: 1,
        timeout,
        onAttempt: (report) => reports.push(report),
        ...options,
        baseUrl: options.baseUrl ? `${String(options.baseUrl)}:${port}` : url,
      },
      clock,
    );
    const body = { ...canaryBody, ...scenario.body };
    if (scenario.before) await client.createSecret(canaryBody);
    const earlier = { requests: server.requests.length, reports: reports.length };
    for (const [global, stub] of Object.entries(scenario.globals?.() ?? {})) {
      vi.stubGlobal(global, stub);
    }

    // @ts-expect-error -- some of the bodies are wrong, which is their point
    const call = () => client.createSecret(body, scenario.call);
    const { error, value } = await endingOf(call);
    vi.unstubAllGlobals();

    expect(value).toBeUndefined();
    expect(nameOf(error, scenario.call?.signal)).toBe(name);
    expect(GatewayError.isInstance(error) ? error.mayHaveSucceeded : undefined).toBe(
      mayHaveSucceeded,
    );
    const attempts = reports.length - earlier.reports;
    expect(attempts > 1).toBe(isRetried);
    expect(server.requests.length - earlier.requests).toBe(attempts * (scenario.arrives ?? 0));
    expect(clock.now() >= timeout).toBe(scenario.stalls !== undefined);
    expect(clock.pending).toBe(0);
    const reachable = reachableText([error, reports, client]);
    for (const form of [canaryKey, canaryValue].flatMap(encodedForms)) {
      expect(reachable).not.toContain(form);
    }
  });
});

function titleOf({ phase, fault, error, isRetried, mayHaveSucceeded }: (typeof outcomeRows)[0]) {
  const retried = isRetried ? "is retried" : "is not retried";
  const may = mayHaveSucceeded === undefined ? "" : `, and mayHaveSucceeded is ${mayHaveSucceeded}`;
  return `${phase}, ${fault}: the call ${retried} and rejects with ${error}${may}`;
}

function nameOf(error: unknown, signal: AbortSignal | undefined): string {
  if (signal && error === signal.reason) return "signal.reason";
  return error instanceof Error ? error.name : `no error: ${String(error)}`;
}

/** The server's behaviour, which reports the stages that it sees. */
function observedServer({ server = {} }: OutcomeScenario, reach: Reach): ServerScript {
  const { answers = [], onConnection, onHead } = server;
  const last = answers.length - 1;
  return {
    ...server,
    answers: answers.map((behave, index): Behaviour => (socket, request) => {
      behave(socket, request);
      if (index === last) reach("request");
    }),
    onConnection: (socket) => {
      onConnection?.(socket);
      reach("connection");
    },
    ...(onHead && {
      onHead: (socket, request) => {
        onHead(socket, request);
        reach("head");
      },
    }),
  };
}

/** The client's options, whose functions report the stages that they see. */
function observedOptions(
  { client = {}, fetch: fetchOver, stalls }: OutcomeScenario,
  server: FaultServer,
  reach: Reach,
): GatewayClientOptions {
  const { apiKey, fetch: ownFetch } = client;
  const isWatched = stalls === "body";
  const send = fetchOver?.(server) ?? ownFetch ?? (isWatched ? globalThis.fetch : undefined);
  return {
    ...client,
    ...(typeof apiKey === "function" && {
      apiKey: () => {
        reach("key");
        return apiKey();
      },
    }),
    ...(send && {
      fetch: async (url, init) => {
        reach("fetch");
        const response = await send(url, init);
        reach("body");
        return response;
      },
    }),
  };
}
