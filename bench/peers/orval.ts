import { gatewayCreateSecret } from "../clients/orval.js";
import type { Create, Target } from "./peer.js";

/** Its generated function has its base URL and the global fetch built in. */
export function prepare({ apiKey, accountId }: Target): Create {
  const headers = { authorization: `Bearer ${apiKey}` };
  return async (secret) => {
    const { data } = await gatewayCreateSecret(accountId, secret, { headers });
    return data.name;
  };
}
