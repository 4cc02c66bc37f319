/** A body, or the problem with it. */
export type BodyOutcome = Uint8Array<ArrayBuffer> | BodyProblem;

type BodyProblem = `exceeds ${number} KiB` | "ended early";

/**
 * Reads a body up to a limit, where reading stops and the connection is released.
 *
 * @param limit in bytes
 * @param interruption receives the body, to cancel it if the call ends before
 */
export async function readBody(
  response: Response,
  limit: number,
  interruption: { holdBody(body: Cancellable): void },
): Promise<BodyOutcome> {
  const { body } = response;
  if (body === null) return new Uint8Array();
  // A fetch from before streams: its body arrives whole or not at all.
  if (typeof body?.getReader !== "function") return readWhole(response.arrayBuffer(), limit);
  const reader = body.getReader();
  interruption.holdBody(reader);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return joined(chunks);
      // Empty chunks count too: an endless series of them would keep the deadline's timer from firing.
      size += value.byteLength || 1;
      if (size > limit) break;
      chunks.push(value);
    }
  } catch {
    return "ended early";
  }
  void cancelQuietly(reader);
  return exceeds(limit);
}

const exceeds = (limit: number): BodyProblem => `exceeds ${limit / 1024} KiB`;

async function readWhole(body: Promise<ArrayBuffer>, limit: number): Promise<BodyOutcome> {
  try {
    const bytes = new Uint8Array(await body);
    return bytes.byteLength > limit ? exceeds(limit) : bytes;
  } catch {
    return "ended early";
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

/** Cancels a body that nobody will read, so that its connection is released. */
export function discardBody(response: Response): void {
  void cancelQuietly(response.body);
}

/** A body, or the reader of one. */
export interface Cancellable {
  cancel(): Promise<void>;
}

/** Cancels a body that may have failed, or be read by others. Never rejects. */
export async function cancelQuietly(stream: Cancellable | null | undefined): Promise<void> {
  try {
    await stream?.cancel();
  } catch {
    // Nothing is left to cancel.
  }
}
