/** Creates a secret from standard input, or updates it: `npx tsx create-secret.ts KEY_NAME < file`. */
import { text } from "node:stream/consumers";
import { createGatewayClient } from "fireworks-gateway-client";

const [keyName] = process.argv.slice(2);
if (keyName === undefined) throw new Error("expected a key name, such as WOLFRAM_ALPHA_API_KEY");

const gateway = createGatewayClient();
const { secret, outcome } = await gateway.upsertSecret({
  name: keyName.toLowerCase().replaceAll("_", "-"),
  keyName,
  // An argument would be visible to every process of the machine.
  value: await text(process.stdin),
});
console.log(`${outcome} ${secret.name}`);
