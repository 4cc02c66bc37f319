import { afterEach, describe, expect, test, vi } from "vitest";
import { GatewayError, type AttemptReport, type GatewayClient } from "../../src/index.js";
import type { GatewayClientOptions } from "../../src/options.js";
import { canaryBody, canaryClient, endingOf } from "../support/calls.js";
import { canaryKey, canaryValue, encodedForms } from "../support/canary.js";
import { FaultServer, type Behaviour, type ServerScript } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";
import { reachableText } from "../support/reachable-text.js";
import {
  methods,
  outcomeRows,
  type Method,
  type OutcomeRow,
  type OutcomeScenario,
  type Stage,
} from "./outcome-rows.js";
import { callSequence, sequenceRows, type SequenceRow } from "./outcome-sequences.js";
import { outcomesDocument } from "./outcomes-document.js";

const documentFile = "../../docs/outcomes.md";
const timeout = 10_000;

/** Told of each stage that a call reaches. */
type Reach = (stage: Stage) => void;

afterEach(() => void vi.unstubAllGlobals());

test("docs/outcomes.md is the table of outcomes (`npm run docs:outcomes` writes it)", async () => {
  await expect(outcomesDocument(outcomeRows(), sequenceRows)).toMatchFileSnapshot(documentFile);
});

test("the table of outcomes has no row twice", () => {
  const names = outcomeRows().map(({ phase, fault }) => `${phase}: ${fault}`);
  expect(names.length).toBeGreaterThan(80);
  expect(new Set(names).size).toBe(names.length);
});

const reads: readonly Method[] = ["getSecret", "listSecrets"];

describe.each(methods)("the table of outcomes is true of %s:", (method) => {
  const cases = outcomeRows()
    .filter(({ scenario }) => scenario.methods?.includes(method) ?? true)
    .map((row) => [titleOf(row, method), row] as const);

  test.each(cases)("%s", async (_title, row) => {
    const { error: name, scenario } = row;
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
    if (scenario.before) await client.createSecret(canaryBody);
    const earlier = { requests: server.requests.length, reports: reports.length };
    for (const [global, stub] of Object.entries(scenario.globals?.() ?? {})) {
      vi.stubGlobal(global, stub);
    }

    const { error, value } = await endingOf(() => callMethod(client, method, scenario));
    vi.unstubAllGlobals();

    expect(value).toBeUndefined();
    expect(nameOf(error, scenario.call?.signal)).toBe(name);
    expect(GatewayError.isInstance(error) ? error.mayHaveSucceeded : undefined).toBe(
      mayHaveSucceeded(row, method),
    );
    const attempts = reports.length - earlier.reports;
    expect(attempts > 1).toBe(isRetried(row, method));
    expect(server.requests.length - earlier.requests).toBe(attempts * (scenario.arrives ?? 0));
    expect(clock.now() >= timeout).toBe(scenario.stalls !== undefined);
    expect(clock.pending).toBe(0);
    const reachable = reachableText([error, reports, client]);
    for (const form of [canaryKey, canaryValue].flatMap(encodedForms)) {
      expect(reachable).not.toContain(form);
    }
  });
});

describe("the table of calls of several requests is true:", () => {
  test.each(sequenceRows.map((row) => [sequenceTitle(row), row] as const))(
    "%s",
    async (_title, row) => {
      const answers = row.says.map(([, behaviour]) => behaviour);
      await using server = await FaultServer.start({ answers });
      const client = canaryClient({ baseUrl: server.url, maxRetries: 1 }, new HeldClock());

      const { error, value } = await endingOf(() => callSequence(client, row));

      expect(value ?? `\`${nameOf(error, undefined)}\``).toBe(row.outcome);
      expect(GatewayError.isInstance(error) ? error.mayHaveSucceeded : undefined).toBe(
        row.mayHaveSucceeded,
      );
      expect(server.requests).toHaveLength(row.says.length);
    },
  );
});

const sequenceTitle = ({ method, says, outcome, mayHaveSucceeded: may }: SequenceRow): string =>
  `${method} answered by ${says.map(([name]) => name).join(", ")}: ${outcome}${mayTitle(may)}`;

const mayTitle = (may: boolean | undefined): string =>
  may === undefined ? "" : `, and mayHaveSucceeded is ${may}`;

const isRetried = ({ retried }: OutcomeRow, method: Method): boolean =>
  retried === "yes" || (retried !== "no" && method !== "createSecret");

/** A read changes nothing; the reason of a caller's abort does not say. */
const mayHaveSucceeded = (row: OutcomeRow, method: Method): boolean | undefined =>
  row.mayHaveSucceeded && !reads.includes(method);

function titleOf(row: OutcomeRow, method: Method): string {
  const retried = isRetried(row, method) ? "is retried" : "is not retried";
  const may = mayTitle(mayHaveSucceeded(row, method));
  return `${row.phase}, ${row.fault}: the call ${retried} and rejects with ${row.error}${may}`;
}

/** Makes the call, with the canary value wherever the method takes one. */
function callMethod(
  client: GatewayClient,
  method: Method,
  { body, call }: OutcomeScenario,
): Promise<unknown> {
  const { name, ...update } = { ...canaryBody, ...body };
  const calls: Readonly<Record<Method, () => Promise<unknown>>> = {
    // @ts-expect-error -- some of the bodies are wrong, which is their point
    createSecret: () => client.createSecret({ name, ...update }, call),
    getSecret: () => client.getSecret("canary", call),
    listSecrets: () => client.listSecrets(call).toArray(),
    // @ts-expect-error -- some of the bodies are wrong, which is their point
    updateSecret: () => client.updateSecret("canary", update, call),
    deleteSecret: () => client.deleteSecret("canary", call),
  };
  return calls[method]();
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
