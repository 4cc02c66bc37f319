import { vi } from "vitest";

/** Keeps what is written to a stream of this process from it, and tells of it. */
export function capture(stream: NodeJS.WriteStream, onWrite: (text: string) => void): void {
  vi.spyOn(stream, "write").mockImplementation((chunk, encoding, callback) => {
    onWrite(String(chunk));
    const done = typeof encoding === "function" ? encoding : callback;
    if (done) setImmediate(done);
    return true;
  });
}
