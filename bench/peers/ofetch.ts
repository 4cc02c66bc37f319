import { createFetch } from "ofetch";
import type { Create, Target } from "./peer.js";

interface Created {
  readonly name: string;
}

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  const client = createFetch({ fetch, Headers, AbortController });
  const headers = { authorization: `Bearer ${apiKey}` };
  return async (secret) => {
    const url = `${baseUrl}/v1/accounts/${accountId}/secrets`;
    const created = await client<Created>(url, { method: "POST", headers, body: secret });
    return created.name;
  };
}
