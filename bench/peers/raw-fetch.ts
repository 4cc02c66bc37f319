import type { Create, NewSecret, Target } from "./peer.js";

interface Created {
  readonly name: string;
}

export function prepare(target: Target): Create {
  return (secret) => createSecret(target, secret);
}

export async function createSecret(
  { baseUrl, apiKey, accountId, fetch }: Target,
  secret: NewSecret,
  signal?: AbortSignal,
): Promise<string> {
  const init: RequestInit = {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify(secret),
  };
  if (signal) init.signal = signal;
  const response = await fetch(`${baseUrl}/v1/accounts/${accountId}/secrets`, init);
  if (!response.ok) throw new Error(`${response.status}`);
  const created: Created = await response.json();
  return created.name;
}
