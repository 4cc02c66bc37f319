import axios from "axios";
import type { Create, Target } from "./peer.js";

interface Created {
  readonly name: string;
}

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  const headers = { authorization: `Bearer ${apiKey}` };
  // oxlint-disable-next-line import/no-named-as-default-member -- the way its documentation makes a client, which its users have
  const client = axios.create({ baseURL: baseUrl, headers, adapter: "fetch", env: { fetch } });
  return async (secret) => {
    const { data } = await client.post<Created>(`/v1/accounts/${accountId}/secrets`, secret);
    return data.name;
  };
}
