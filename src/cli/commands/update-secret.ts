import { writeSecret } from "./write-secret.js";

/** `update-secret KEY_NAME` */
export const updateSecret = writeSecret(async (gateway, { name, ...update }, options) => {
  await gateway.updateSecret(name, update, options);
  return "updated";
});
