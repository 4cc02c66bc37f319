import { createClient } from "../clients/hey-api/client/index.js";
import { gatewayCreateSecret } from "../clients/hey-api/sdk.gen.js";
import type { Create, Target } from "./peer.js";

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  const client = createClient({ baseUrl, auth: apiKey, fetch });
  return async (secret) => {
    const { data } = await gatewayCreateSecret({
      client,
      path: { account_id: accountId },
      body: secret,
      throwOnError: true,
    });
    return data.name;
  };
}
