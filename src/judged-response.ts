import type { Redact } from "./redact.js";

/**
 * Puts judged content in the place of a response's body: what was on the wire cannot be read any
 * more. The response stays the platform's own, for rebuilding it would cost a fifth of a call.
 */
export function replaceBody(response: Response, content: string, redact: Redact): Response {
  const headers = scrubHeaders(response.headers, redact);
  const rebuild = (): Response =>
    new Response(content === "" ? null : content, { status: response.status, headers });
  const readers: Record<string, PropertyDescriptor> = {
    headers: { value: headers },
    statusText: { value: redact(response.statusText) },
    bodyUsed: { value: false },
    body: { get: () => rebuild().body },
    text: { value: async () => content },
    json: { value: async (): Promise<unknown> => JSON.parse(content) },
    arrayBuffer: { value: () => rebuild().arrayBuffer() },
    blob: { value: () => rebuild().blob() },
    bytes: { value: async () => new TextEncoder().encode(content) },
    formData: { value: () => rebuild().formData() },
    clone: { value: rebuild },
  };
  for (const [name, reader] of Object.entries(readers)) {
    // A fetch may answer with one response again and again, as stubs do.
    Object.defineProperty(response, name, { ...reader, configurable: true });
  }
  return response;
}

function scrubHeaders(headers: Headers, redact: Redact): Headers {
  const entries = [...headers];
  const scrubbed = entries.map(([name, value]): [string, string] => [name, redact(value)]);
  const clean = scrubbed.every(([, value], index) => value === entries[index]?.[1]);
  return clean ? headers : new Headers(scrubbed);
}
