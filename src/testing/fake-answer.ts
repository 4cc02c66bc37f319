import type { GoogleRpcCode } from "../errors/google-rpc-code.js";
import { codeOfStatus, numberOfCode } from "../transport/google-rpc.js";

/** An answer that a test has the fake gateway give, in place of its own. */
export interface FakeAnswer {
  /** The HTTP status: 200 to 599. */
  readonly status: number;
  /**
   * A text is sent as it is, anything else as JSON.
   * @default an error in the gateway's form for a status from 400 on, else nothing
   */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** An answer in the form that the gateway gives its errors. */
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
  return refusal(status, codeOfStatus(status), `the fake gateway was told to answer ${status}`)
    .body;
}
