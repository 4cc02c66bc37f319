import { once } from "node:events";
import { CommandError, usageError } from "../command-error.js";
import type { Command } from "./command.js";
import { createControlledGateway } from "./mock-control.js";
import { loopback, startMockServer } from "./mock-server.js";

/** `mock`: serves until it is interrupted. */
export const mock: Command = async ({ io: { signal }, operands, output, values }) => {
  if (operands.length > 0) throw usageError(`expected no operand, found ${operands.length}`);
  const port = readPort(values.port);
  const { host = loopback } = values;
  if (values["dry-run"]) {
    output.result(
      { host, port },
      `would serve on ${host}, port ${port === 0 ? "any free one" : port}`,
    );
    return 0;
  }
  const onAnswer = (method: string, target: string, status: number): void =>
    output.note(`${method} ${target} ${status}`);
  const server = await startMockServer(createControlledGateway(), { host, port, onAnswer }).catch(
    (error: unknown) => {
      throw new CommandError(1, `cannot listen on port ${port} of ${host} (${Object(error).code})`);
    },
  );
  output.result({ url: server.url }, server.url);
  output.note(`Serving a fake gateway: set FIREWORKS_BASE_URL=${server.url}; any API key works.`);
  if (!isLoopback(server.address)) {
    output.warning(
      `other machines can reach this server at ${host}; it shows every request, secrets included, to anyone who asks`,
    );
  }
  if (!signal.aborted) await once(signal, "abort");
  await server.close();
  return 0;
};

const isLoopback = (address: string): boolean => address === "::1" || address.startsWith("127.");

function readPort(text = "0"): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 2 ** 16) return port;
  throw usageError("--port must be 0 to 65535");
}
