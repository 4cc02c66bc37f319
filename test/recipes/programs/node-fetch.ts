import fetch from "node-fetch";
import { createGatewayClient, type Fetch } from "fireworks-gateway-client";

// Its Response has other types than the platform's, in members that this package does not use.
const gateway = createGatewayClient({ fetch: fetch as unknown as Fetch });
const { name } = await gateway.createSecret({
  name: "accounts/acme/secrets/db",
  keyName: "DB_PASSWORD",
  value: process.env["DB_PASSWORD"] ?? "",
});
console.log(name);
