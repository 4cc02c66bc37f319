/** Lists the secrets whose key names are no environment variables. Exit code 1 if there are any. */
import { createGatewayClient } from "fireworks-gateway-client";

let secrets = 0;
let odd = 0;
for await (const { name, keyName } of createGatewayClient().listSecrets({ pageSize: 100 })) {
  secrets += 1;
  if (/^[A-Z][A-Z0-9_]*$/.test(keyName)) continue;
  odd += 1;
  console.log(`${name}: ${keyName}`);
}
console.log(`${secrets} secrets, ${odd} to rename`);
if (odd > 0) process.exitCode = 1;
