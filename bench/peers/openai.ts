import OpenAI from "openai";
import type { Create, Target } from "./peer.js";

interface Created {
  readonly name: string;
}

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  const client = new OpenAI({ apiKey, baseURL: baseUrl, fetch });
  return async (secret) => {
    const path = `/v1/accounts/${accountId}/secrets`;
    const created = await client.post<Created>(path, { body: secret });
    return created.name;
  };
}
