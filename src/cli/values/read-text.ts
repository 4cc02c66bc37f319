import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { Socket } from "node:net";
import { addAbortSignal, type Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { CommandError, interruptedError, usageError } from "../command-error.js";
import type { Io } from "../io.js";

/**
 * Reads stdin as text.
 *
 * @throws CommandError if it ends early or is not UTF-8
 */
export async function readStdin({ stdin, signal }: Io): Promise<string> {
  return decode("stdin", await readStream("stdin", stdin, signal));
}

/**
 * Reads a text file as it is, byte order mark and line breaks included.
 *
 * @throws CommandError if it cannot be read or is not UTF-8
 */
export async function readTextFile(path: string, { signal }: Io): Promise<string> {
  const file = await openFile(path);
  try {
    const stats = await file.stat();
    if (stats.isDirectory()) throw usageError(`cannot read ${path}: it is a directory`);
    const bytes = stats.isFIFO()
      ? await readStream(path, new Socket({ fd: file.fd, writable: false }), signal)
      : await file.readFile();
    return decode(path, bytes);
  } finally {
    await file.close().catch(() => {});
  }
}

/** Opens a FIFO too without waiting for its writer: no signal would end that wait. */
function openFile(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw usageError(`cannot read ${path} (${Object(error).code})`);
  });
}

async function readStream(name: string, stream: Readable, signal: AbortSignal) {
  try {
    return await buffer(addAbortSignal(signal, stream));
  } catch {
    if (signal.aborted) throw interruptedError();
    throw new CommandError(1, `cannot read all of ${name}; nothing was sent`);
  }
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usageError(`${name} is not UTF-8 text`);
  }
}
