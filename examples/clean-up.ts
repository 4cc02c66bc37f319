/** Deletes the secrets of a test run: those whose ids begin with a prefix. */
import { createGatewayClient } from "fireworks-gateway-client";

const [prefix = "e2e-"] = process.argv.slice(2);
const gateway = createGatewayClient();
// First the list, since a deletion moves the pages.
const all = await gateway.listSecrets().toArray({ max: 10_000 });
const stale = all.filter(({ name }) => name.split("/").at(-1)?.startsWith(prefix));
for (const { name } of stale) await gateway.deleteSecret(name);
console.log(`deleted ${stale.length} of ${all.length} secrets`);
