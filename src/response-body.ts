/** How much of a body is read, in bytes. */
const bodyLimit = 2 ** 20;

/** A body, or why it could not be read. */
export type BodyOutcome = Uint8Array<ArrayBuffer> | "passes 1 MiB" | "breaks off";

/**
 * Reads a body up to 1 MiB; beyond it reading stops and the connection is released.
 *
 * @param hold is handed what cancels the reading, for a caller who cannot wait for its end
 */
export async function readBody(
  response: Response,
  hold: (cancel: () => void) => void,
): Promise<BodyOutcome> {
  const { body } = response;
  if (body === null) return new Uint8Array();
  // A fetch from before streams: its body comes whole or not at all.
  if (typeof body?.getReader !== "function") return readWhole(response.arrayBuffer());
  const reader = body.getReader();
  const cancel = (): void => {
    reader.cancel().catch(() => {
      // The stream has failed already, and with it gone the connection is.
    });
  };
  hold(cancel);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks);
      // Empty ones count too: without an end, they would not let the deadline's timer run.
      size += value.byteLength || 1;
      if (size > bodyLimit) break;
      chunks.push(value);
    }
  } catch {
    return "breaks off";
  }
  cancel();
  return "passes 1 MiB";
}

async function readWhole(body: Promise<ArrayBuffer>): Promise<BodyOutcome> {
  try {
    const bytes = new Uint8Array(await body);
    return bytes.byteLength > bodyLimit ? "passes 1 MiB" : bytes;
  } catch {
    return "breaks off";
  }
}

function joined(chunks: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const size = chunks.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const [first] = chunks;
  if (first?.byteLength === size) return first;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Gives up a body that nobody will read, so that its connection is free again. */
export function discardBody(response: Response): void {
  response.body?.cancel?.().catch(() => {
    // Failed or being read already: nothing is left to give up.
  });
}
