import ky from "ky";
import type { Create, Target } from "./peer.js";

interface Created {
  readonly name: string;
}

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  const headers = { authorization: `Bearer ${apiKey}` };
  const client = ky.create({ fetch, headers });
  return async (secret) => {
    const url = `${baseUrl}/v1/accounts/${accountId}/secrets`;
    const created = await client.post(url, { json: secret }).json<Created>();
    return created.name;
  };
}
