import { GatewayApiError } from "../../index.js";
import { writeSecret } from "./write-secret.js";

/** `create-secret KEY_NAME` */
export const createSecret = writeSecret(async (gateway, secret, options, values) => {
  try {
    await gateway.createSecret(secret, options);
    return "created";
  } catch (error) {
    if (values["skip-existing"] && exists(error)) return "exists";
    throw error;
  }
});

const exists = (error: unknown): boolean =>
  GatewayApiError.isInstance(error) && error.code === "ALREADY_EXISTS";
