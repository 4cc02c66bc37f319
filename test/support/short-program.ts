import { createGatewayClient, type CreateSecretBody } from "../../src/index.js";

// Ends a call in each way, with the default timeout of a minute, and does not exit by itself.
const [baseUrl] = process.argv.slice(2);
const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", baseUrl });
const secret: CreateSecretBody = { name: "accounts/acme/secrets/a", keyName: "A" };
const abortSoon = (): AbortSignal => {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  return controller.signal;
};

await gateway.createSecret(secret).then(() => console.log("secret"));
await gateway.createSecret(secret, { timeout: 50 }).catch(() => console.log("timeout"));
await gateway.createSecret(secret, { signal: abortSoon() }).catch(() => console.log("aborted"));
await gateway.createSecret(secret, { signal: abortSoon() }).catch(() => console.log("aborted"));

// Before the process ends, while anything that a call left would still be there.
setImmediate(() => {
  const left = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
  console.log(`${left.length} timers left`);
});
