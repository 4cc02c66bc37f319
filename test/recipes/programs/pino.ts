import { pino } from "pino";
import { createGatewayClient, GatewayError } from "fireworks-gateway-client";

const log = pino();
const gateway = createGatewayClient({
  onAttempt: ({ error, ...attempt }) => log.info({ ...attempt, failed: error !== undefined }),
});

try {
  await gateway.createSecret({
    name: "accounts/acme/secrets/db",
    keyName: "DB_PASSWORD",
    value: process.env["DB_PASSWORD"] ?? "",
  });
} catch (err) {
  if (!GatewayError.isInstance(err)) throw err;
  log.error({ err }, "the secret was not created");
}
