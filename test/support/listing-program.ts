import { createServer } from "node:http";
import { once } from "node:events";
import { createGatewayClient } from "../../src/index.js";

// Lists 10 000 secrets over HTTP, and prints how many bytes its heap has grown by on the way.
const pageSize = 50;
const last = 10_000;
const keyName = "K".repeat(1000);

const server = createServer(({ url = "" }, response) => {
  const from = Number(new URL(url, "http://localhost").searchParams.get("pageToken") ?? 0);
  const to = from + pageSize;
  const secrets = Array.from({ length: pageSize }, (_, index) => ({
    name: `accounts/acme/secrets/s${from + index}`,
    keyName: `${keyName}${from + index}`,
  }));
  const nextPageToken = to < last ? String(to) : undefined;
  response.end(JSON.stringify({ secrets, nextPageToken, totalSize: last }));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
const port = typeof address === "object" ? address?.port : undefined;
const gateway = createGatewayClient({
  apiKey: "test-key",
  accountId: "acme",
  baseUrl: `http://127.0.0.1:${port}`,
});

async function heapUsed(): Promise<number> {
  // Some of what is left is let go of by tasks that come after a collection.
  for (let round = 0; round < 5; round += 1) {
    globalThis.gc?.();
    // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return process.memoryUsage().heapUsed;
}

let count = 0;
let early = 0;
for await (const { name } of gateway.listSecrets()) {
  if (name !== `accounts/acme/secrets/s${count}`) throw new Error(`${name} at ${count}`);
  count += 1;
  if (count === last / 5) early = await heapUsed();
}
console.log(JSON.stringify({ count, growth: (await heapUsed()) - early }));
server.close();
server.closeAllConnections();
