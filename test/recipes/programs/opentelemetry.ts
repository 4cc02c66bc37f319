import { SpanStatusCode, trace, type SpanStatus } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import { createGatewayClient, type AttemptReport } from "fireworks-gateway-client";

const provider = new NodeTracerProvider({
  spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
});
provider.register();
const tracer = trace.getTracer("fireworks-gateway-client");

/** A span of an attempt. It is reported in the caller's context, so the span of the call is its parent. */
function onAttempt({ operation, attempt, status, requestId, durationMs, error }: AttemptReport) {
  const span = tracer.startSpan(`${operation} attempt`, {
    startTime: Date.now() - durationMs,
    attributes: {
      "http.request.resend_count": attempt - 1,
      ...(status !== undefined && { "http.response.status_code": status }),
      ...(requestId !== undefined && { "gateway.request_id": requestId }),
    },
  });
  if (error !== undefined) span.setStatus(statusOf(error));
  span.end();
}

const statusOf = (error: unknown): SpanStatus => ({
  code: SpanStatusCode.ERROR,
  message: error instanceof Error ? error.message : "",
});

/** A span of a call, with all of its attempts. */
const traced = <Result>(name: string, call: () => Promise<Result>): Promise<Result> =>
  tracer.startActiveSpan(name, async (span) => {
    try {
      return await call();
    } catch (error) {
      span.setStatus(statusOf(error));
      throw error;
    } finally {
      span.end();
    }
  });

const gateway = createGatewayClient({ onAttempt });
await traced("createSecret", () =>
  gateway.createSecret({
    name: "accounts/acme/secrets/db",
    keyName: "DB_PASSWORD",
    value: process.env["DB_PASSWORD"] ?? "",
  }),
);
await provider.shutdown();
