import { createGatewayClient } from "fireworks-gateway-client";
import type { Create, Target } from "./peer.js";

export function prepare(target: Target): Create {
  const gateway = createGatewayClient(target);
  return async (secret) => (await gateway.createSecret(secret)).name;
}
