/** A request as the fake gateway received it. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  /** Headers by name in lower case, including `authorization`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed body; its text if it is not JSON, and `undefined` if it is empty. */
  readonly body: unknown;
}

const longestRecord = 2 ** 20;

/** Reads a request, and makes the record of it that is kept. */
export async function receive(
  request: Request,
): Promise<{ received: RecordedRequest; record: RecordedRequest }> {
  const { method, url } = request;
  const headers = Object.fromEntries(request.headers);
  const text = await request.text();
  const received = { method, url, headers, body: readBody(text) };
  const isLong = text.length > longestRecord;
  return {
    received,
    record: isLong ? { ...received, body: text.slice(0, longestRecord) } : received,
  };
}

function readBody(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
