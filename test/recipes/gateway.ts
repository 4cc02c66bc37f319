import { onTestFinished } from "vitest";
import { startMockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway, type FakeGateway } from "../../src/testing.js";

/** A gateway over HTTP, until the test ends. */
export async function startGateway(): Promise<{ fake: FakeGateway; url: string }> {
  const fake = createFakeGateway();
  const server = await startMockServer(fake);
  onTestFinished(() => server.close());
  return { fake, url: server.url };
}
