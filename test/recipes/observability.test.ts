import { expect, test } from "vitest";
import { itemsOf, fieldsOf, textOf, type Json } from "../../scripts/lib/json.js";
import { startCollector } from "./collector.js";
import { startGateway } from "./gateway.js";
import { canaries, runProgram } from "./run-program.js";

const secretTexts = new RegExp(Object.values(canaries).join("|"));

test("Pino logs each attempt, and an error with its fields", async () => {
  const { fake, url } = await startGateway();
  fake.respondOnce({ status: 503, headers: { "retry-after": "0" } });
  const message = `${canaries.value} is refused`;
  fake.respondOnce({ status: 400, headers: { "x-request-id": "abc" }, body: { code: 3, message } });

  const output = await runProgram("pino.ts", { FIREWORKS_BASE_URL: url });
  const lines = output
    .trim()
    .split("\n")
    .map((line): Json => JSON.parse(line));

  expect(lines).toMatchObject([
    { level: 30, operation: "Gateway_CreateSecret", attempt: 1, status: 503, failed: true },
    { level: 30, operation: "Gateway_CreateSecret", attempt: 2, status: 400, requestId: "abc" },
    {
      level: 50,
      msg: "the secret was not created",
      err: {
        type: "GatewayApiError",
        status: 400,
        code: "INVALID_ARGUMENT",
        requestId: "abc",
        // The 503 before it may have taken effect.
        mayHaveSucceeded: true,
        message: expect.stringContaining("[withheld"),
      },
    },
  ]);
  expect(output).not.toMatch(secretTexts);
});

test("Sentry gets an error with its fields, and nothing of a secret", async () => {
  const { fake, url } = await startGateway();
  const message = `${canaries.value} and ${canaries.key} are refused`;
  fake.respondOnce({
    status: 500,
    headers: { "x-request-id": "abc" },
    body: { code: 13, message },
  });
  const { port, bodies } = await startCollector();

  const output = await runProgram("sentry.ts", {
    FIREWORKS_BASE_URL: url,
    SENTRY_DSN: `http://public@127.0.0.1:${port}/1`,
  });
  const events = bodies
    .flatMap((body) => body.split("\n"))
    .map((line) => fieldsOf(JSON.parse(line)));

  expect(events.filter((event) => "exception" in event)).toMatchObject([
    {
      exception: { values: [{ type: "GatewayApiError", value: expect.stringContaining("500") }] },
      contexts: {
        GatewayApiError: {
          status: 500,
          code: "INTERNAL",
          requestId: "abc",
          mayHaveSucceeded: true,
        },
      },
      tags: { mayHaveSucceeded: true },
    },
  ]);
  expect(bodies.join("\n") + output).not.toMatch(secretTexts);
});

test("OpenTelemetry gets a span for the call, and one below it for each attempt", async () => {
  const { fake, url } = await startGateway();
  fake.respondOnce({ status: 503, headers: { "retry-after": "0", "x-request-id": "abc" } });
  const { port, bodies } = await startCollector();

  await runProgram("opentelemetry.ts", {
    FIREWORKS_BASE_URL: url,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
  });
  const spans = spansOf(bodies);
  const call = spans.find(({ name }) => name === "createSecret");
  const attempts = spans.filter(({ name }) => name === "Gateway_CreateSecret attempt");

  expect(spans).toHaveLength(3);
  expect(attempts.map(({ parentSpanId }) => parentSpanId)).toEqual([call?.spanId, call?.spanId]);
  expect(attempts.map(({ attributes }) => attributes)).toEqual([
    {
      "http.request.resend_count": 0,
      "http.response.status_code": 503,
      "gateway.request_id": "abc",
    },
    { "http.request.resend_count": 1, "http.response.status_code": 200 },
  ]);
  expect(attempts.map(({ failed }) => failed)).toEqual([true, false]);
  expect(bodies.join("\n")).not.toMatch(secretTexts);
});

interface Span {
  readonly name: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly attributes: Readonly<Record<string, Json>>;
  readonly failed: boolean;
}

const within = (fields: Json, name: string) => itemsOf(fieldsOf(fields)[name]);

function spansOf(bodies: readonly string[]): Span[] {
  const spans = bodies
    .map((body): Json => JSON.parse(body))
    .flatMap((body) => within(body, "resourceSpans"))
    .flatMap((resource) => within(resource, "scopeSpans"))
    .flatMap((scope) => within(scope, "spans"));
  return spans.map(fieldsOf).map((span) => ({
    name: textOf(span["name"]),
    spanId: textOf(span["spanId"]),
    parentSpanId: textOf(span["parentSpanId"] ?? ""),
    attributes: Object.fromEntries(
      itemsOf(span["attributes"])
        .map(fieldsOf)
        .map(({ key, value }) => [textOf(key), Object.values(fieldsOf(value))[0] ?? null]),
    ),
    failed: fieldsOf(span["status"])["code"] === 2,
  }));
}
