import { once } from "node:events";
import { createFakeGateway } from "../../testing.js";
import { CommandError, usageError } from "../command-error.js";
import type { Command } from "./command.js";
import { startMockServer } from "./mock-server.js";

/** `mock`: serves until it is interrupted. */
export const mock: Command = async ({ io: { signal }, operands, output, values }) => {
  if (operands.length > 0) throw usageError(`expected no operand, found ${operands.length}`);
  const port = readPort(values.port);
  if (values["dry-run"]) {
    output.result({ port }, `would serve on loopback, port ${port === 0 ? "any free one" : port}`);
    return 0;
  }
  const onAnswer = (method: string, target: string, status: number): void =>
    output.note(`${method} ${target} ${status}`);
  const server = await startMockServer(createFakeGateway(), { port, onAnswer }).catch(() => {
    throw new CommandError(1, `cannot listen on port ${port}: is it in use?`);
  });
  output.result({ url: server.url }, server.url);
  output.note(`Serving a fake gateway: set FIREWORKS_BASE_URL=${server.url}; any API key works.`);
  if (!signal.aborted) await once(signal, "abort");
  await server.close();
  return 0;
};

function readPort(text = "0"): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 2 ** 16) return port;
  throw usageError("--port must be 0 to 65535");
}
