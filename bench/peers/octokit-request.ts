import { request } from "@octokit/request";
import type { Create, Target } from "./peer.js";

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  const client = request.defaults({
    baseUrl,
    headers: { authorization: `Bearer ${apiKey}` },
    request: { fetch },
  });
  return async (secret) => {
    const { data } = await client("POST /v1/accounts/{account_id}/secrets", {
      account_id: accountId,
      data: secret,
    });
    return data.name;
  };
}
