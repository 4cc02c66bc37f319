/** A request as the fake gateway received it. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** By name in lower case, `authorization` included. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON in the body; the text as it is where it is no JSON, `undefined` where there is none. */
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
