import type { paths } from "fireworks-gateway-client/types";
import createClient from "openapi-fetch";
import type { Create, Target } from "./peer.js";

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  const headers = { authorization: `Bearer ${apiKey}` };
  const client = createClient<paths>({ baseUrl, fetch, headers });
  return async (secret) => {
    const { data, response } = await client.POST("/v1/accounts/{account_id}/secrets", {
      params: { path: { account_id: accountId } },
      body: secret,
    });
    if (!data) throw new Error(`${response.status}`);
    return data.name;
  };
}
