import fetch from "node-fetch";
import { createGatewayClient } from "fireworks-gateway-client";

const gateway = createGatewayClient({ fetch });
const { name } = await gateway.createSecret({
  name: "accounts/acme/secrets/db",
  keyName: "DB_PASSWORD",
  value: process.env["DB_PASSWORD"] ?? "",
});
console.log(name);
