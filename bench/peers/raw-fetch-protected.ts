import type { Create, Target } from "./peer.js";

interface Created {
  readonly name: string;
}

const timeout = 60_000;
const limit = 2 ** 20;

/** Raw fetch with the protections that cost time: a deadline, no redirects, and a limit on what is read. */
export function prepare({ baseUrl, apiKey, accountId, fetch }: Target): Create {
  return async (secret) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), timeout);
    try {
      const response = await fetch(`${baseUrl}/v1/accounts/${accountId}/secrets`, {
        method: "POST",
        headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
        body: JSON.stringify(secret),
        redirect: "manual",
        signal: controller.signal,
      });
      if (!response.ok) throw new Error(`${response.status}`);
      const created: Created = JSON.parse(await readText(response));
      return created.name;
    } finally {
      clearTimeout(timer);
    }
  };
}

async function readText({ body }: Response): Promise<string> {
  if (!body) return "";
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) throw new Error("the body is too long");
    text += decoder.decode(value, { stream: true });
  }
}
