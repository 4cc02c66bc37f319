import { once } from "node:events";
import { createFakeGateway } from "../testing.js";
import { CommandError, usageError, type ExitCode } from "./command-error.js";
import type { CommandLine } from "./command-line.js";
import { startMockServer } from "./mock-server.js";
import type { Report } from "./report.js";
import type { Surroundings } from "./surroundings.js";

/** `mock`: serves until it is interrupted. */
export async function mock(
  { signal }: Surroundings,
  { operands, values }: CommandLine,
  report: Report,
): Promise<ExitCode> {
  if (operands.length > 0) throw usageError(`expected no operand, found ${operands.length}`);
  const port = readPort(values.port);
  if (values["dry-run"]) {
    report.result(
      { port },
      `would serve on loopback, port ${port === 0 ? "any that is free" : port}`,
    );
    return 0;
  }
  const onAnswer = (method: string, target: string, status: number): void =>
    report.note(`${method} ${target} ${status}`);
  const server = await startMockServer(createFakeGateway(), { port, onAnswer }).catch(() => {
    throw new CommandError(1, `port ${port} cannot be had: is it taken?`);
  });
  report.result({ url: server.url }, server.url);
  report.note(`The fake gateway is there: set FIREWORKS_BASE_URL=${server.url}, any key will do.`);
  if (!signal.aborted) await once(signal, "abort");
  await server.close();
  return 0;
}

function readPort(text = "0"): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 2 ** 16) return port;
  throw usageError("--port must be 0 to 65535");
}
