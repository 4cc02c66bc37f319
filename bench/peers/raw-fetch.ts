import type { Create, Target } from "./peer.js";

interface Created {
  readonly name: string;
}

export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  return async (secret) => {
    const response = await fetch(`${baseUrl}/v1/accounts/${accountId}/secrets`, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify(secret),
    });
    if (!response.ok) throw new Error(`${response.status}`);
    const created: Created = await response.json();
    return created.name;
  };
}
