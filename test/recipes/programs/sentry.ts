import * as Sentry from "@sentry/node";
import { createGatewayClient, GatewayError } from "fireworks-gateway-client";

Sentry.init({
  dsn: process.env["SENTRY_DSN"],
  // Adds an error's own fields: status, code, requestId, mayHaveSucceeded.
  integrations: [Sentry.extraErrorDataIntegration()],
});

const gateway = createGatewayClient();
try {
  await gateway.createSecret({
    name: "accounts/acme/secrets/db",
    keyName: "DB_PASSWORD",
    value: process.env["DB_PASSWORD"] ?? "",
  });
} catch (error) {
  const mayHaveSucceeded = GatewayError.isInstance(error) && error.mayHaveSucceeded;
  Sentry.captureException(error, { tags: { mayHaveSucceeded } });
}
await Sentry.close();
