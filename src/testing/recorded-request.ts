/** A request as the fake gateway received it. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** Headers by name in lower case, including `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; its text if it is not JSON, and `undefined` if it is empty. */
  readonly body: unknown;
}

export async function recordRequest(request: Request): Promise<RecordedRequest> {
  const { method, url } = request;
  const headers = Object.fromEntries(request.headers);
  return { method, url, headers, body: readBody(await request.text()) };
}

function readBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
