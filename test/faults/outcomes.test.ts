import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { AttemptReport } from "../../src/transport/attempt-report.js";
import { GatewayError } from "../../src/index.js";
import { canaryBody, canaryClient, endingOf } from "../support/calls.js";
import { canaryKey, canaryValue, encodedForms } from "../support/canary.js";
import { FaultServer } from "../support/fault-server.js";
import { outcomeScenarios } from "../support/outcome-scenarios.js";
import { reachableText } from "../support/reachable-text.js";

const document = readFileSync(new URL("../../docs/outcomes.md", import.meta.url), "utf8");
const rows = document
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .slice(2)
  .map((line) => {
    const [, when = "", fault = "", error = "", again = "", may = ""] = line
      .split("|")
      .map((cell) => cell.trim());
    const name = `${when}, ${fault}: ${error}, tried again ${again}, may have succeeded ${may}`;
    return { name, when, fault, error: error.replaceAll("`", ""), again, may };
  });

const stallTimeout = 400;

describe("the table of outcomes", () => {
  test("has a row for every fault that is tried here, and no other", () => {
    const documented = rows.map(({ when, fault }) => `${when}: ${fault}`);
    const tried = Object.entries(outcomeScenarios).flatMap(([when, faults]) =>
      Object.keys(faults).map((fault) => `${when}: ${fault}`),
    );
    expect(documented.length).toBeGreaterThan(60);
    expect(documented.toSorted()).toEqual(tried.toSorted());
  });

  test.concurrent.each(rows.map((row) => [row.name, row] as const))("%s", async (_name, row) => {
    const scenario = outcomeScenarios[row.when]?.[row.fault] ?? {};
    await using server = await FaultServer.start(scenario.server ?? {});
    const { url, port } = server;
    if (!scenario.server) await server[Symbol.asyncDispose]();
    const reports: AttemptReport[] = [];
    const { baseUrl = url } = scenario.client ?? {};
    const client = canaryClient({
      maxRetries: 1,
      timeout: scenario.stalls ? stallTimeout : 10_000,
      onAttempt: (report) => reports.push(report),
      ...(scenario.fetch && { fetch: scenario.fetch(server) }),
      ...scenario.client,
      baseUrl: baseUrl === url ? url : `${String(baseUrl)}:${port}`,
    });
    const body = { ...canaryBody, ...scenario.body };
    if (scenario.before) await client.createSecret(canaryBody);
    const earlier = { requests: server.requests.length, reports: reports.length };

    // @ts-expect-error -- some of the bodies are wrong, which is their point
    const call = () => client.createSecret(body, scenario.call);
    const { error, value, milliseconds } = await endingOf(call);

    expect(value).toBeUndefined();
    expect(nameOf(error, scenario.call?.signal)).toBe(row.error);
    expect(GatewayError.isInstance(error) ? String(error.mayHaveSucceeded) : "").toBe(row.may);
    const attempts = reports.length - earlier.reports;
    expect(attempts > 1).toBe(row.again === "yes");
    const followed = row.fault === "the fetch has followed one" ? 1 : 0;
    const arrived = scenario.arrives ? attempts + followed : 0;
    expect(server.requests.length - earlier.requests).toBe(arrived);
    expect(milliseconds).toBeGreaterThanOrEqual(scenario.stalls ? stallTimeout - 2 : 0);
    expect(milliseconds).toBeLessThan((scenario.stalls ? stallTimeout : 0) + 5000);
    const reachable = reachableText([error, reports, client]);
    for (const form of [canaryKey, canaryValue].flatMap(encodedForms)) {
      expect(reachable).not.toContain(form);
    }
  });
});

function nameOf(error: unknown, signal: AbortSignal | undefined): string {
  if (signal && error === signal.reason) return "signal.reason";
  return error instanceof Error ? error.name : `no error: ${String(error)}`;
}
