/** Creates a secret in a hurry, and finds out what happened if no answer arrived in time. */
import { createGatewayClient, GatewayApiError, GatewayError } from "fireworks-gateway-client";

const gateway = createGatewayClient();
const id = "build-token";

try {
  await gateway.createSecret(
    { name: id, keyName: "BUILD_TOKEN", value: "s3cret" },
    { timeout: Number(process.env["TIMEOUT"] ?? 5000) },
  );
  console.log("created");
} catch (error) {
  if (!GatewayError.isInstance(error)) throw error;
  // `false` is certain: nothing was changed.
  if (!error.mayHaveSucceeded) throw error;
  console.log((await exists(id)) ? "created, though no answer arrived" : "not created");
}

async function exists(secret: string): Promise<boolean> {
  try {
    await gateway.getSecret(secret);
    return true;
  } catch (error) {
    if (GatewayApiError.isInstance(error) && error.code === "NOT_FOUND") return false;
    throw error;
  }
}
