import type { GoogleRpcCode } from "../errors/google-rpc-code.js";
import { codeOfStatus, numberOfCode } from "../transport/google-rpc.js";

/** A response of the fake gateway in place of its own. */
export interface FakeAnswer {
  /** HTTP status, 200 to 599. */
  readonly status: number;
  /**
   * Response body: a string is sent unchanged, anything else as JSON.
   * @default an error in the gateway's format if the status is 400 or more, else no body
   */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An error response in the gateway's format. */
export function refusal(
  status: number,
  code: GoogleRpcCode,
  message: string,
  headers?: Readonly<Record<string, string>>,
): FakeAnswer {
  return { status, body: { code: numberOfCode(code), message, details: [] }, headers };
}

/** @throws RangeError or TypeError for a status or a header that no response can have */
export function responseOf({ status, body, headers }: FakeAnswer): Response {
  const content = body === undefined && status >= 400 ? defaultError(status) : body;
  const isText = typeof content === "string" || content === undefined;
  return new Response(isText ? (content ?? null) : JSON.stringify(content), {
    status,
    headers: { ...(!isText && { "content-type": "application/json" }), ...headers },
  });
}

function defaultError(status: number): unknown {
  return refusal(
    status,
    codeOfStatus(status),
    `the fake gateway was told to respond with ${status}`,
  ).body;
}
