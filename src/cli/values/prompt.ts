import { interruptedError } from "../command-error.js";
import type { Io } from "../io.js";
import { TypedLine } from "./typed-line.js";

/** Time without input after which a paste has ended, in milliseconds. */
const quietTime = 200;

/** The same once several lines have come: nothing is lost by waiting, and a slow paste is caught. */
const quietTimeAfterLines = 1000;

/**
 * Asks for one line at a terminal and shows nothing of it.
 *
 * Input after the line is swallowed until the terminal has been quiet: a paste arrives in pieces, and
 * the shell would run what is left of it.
 *
 * @throws CommandError if the input was cancelled or is not one line of text
 */
export async function promptForValue(io: Io, question: string): Promise<string> {
  const { stdin, stderr, signal } = io;
  const line = new TypedLine();
  // Before the question: the terminal itself would show what is typed until then.
  stdin.setRawMode?.(true);
  try {
    // Brackets tell a paste from typing, however slowly it arrives.
    stderr.write(stderr.isTTY ? `\u001b[?2004h${question}` : question);
    await untilQuiet(io, line);
  } finally {
    stderr.write(stderr.isTTY ? "\u001b[?2004l\n" : "\n");
    stdin.setRawMode?.(false);
    stdin.pause();
  }
  if (signal.aborted) throw interruptedError();
  return line.read();
}

function untilQuiet({ stdin, signal, clock }: Io, line: TypedLine): Promise<void> {
  return new Promise((resolve) => {
    let cancel: (() => void) | undefined;
    let hasMore: boolean | undefined;
    const end = (): void => {
      cancel?.();
      stdin.off("data", take).off("end", end).off("error", end).off("close", end);
      signal.removeEventListener("abort", waitForQuiet);
      resolve();
    };
    const endIfQuiet = (): void => {
      hasMore = false;
      // A busy process is late, and its timers run before it reads what has arrived meanwhile.
      setImmediate(() => {
        if (!hasMore) end();
      });
    };
    const waitForQuiet = (): void => {
      cancel?.();
      cancel = clock.schedule(endIfQuiet, line.hasMoreLines ? quietTimeAfterLines : quietTime);
    };
    const take = (bytes: Uint8Array): void => {
      hasMore = true;
      line.add(bytes);
      if (line.isComplete || signal.aborted) waitForQuiet();
    };
    stdin.on("data", take).on("end", end).on("error", end).on("close", end);
    signal.addEventListener("abort", waitForQuiet);
    if (signal.aborted) waitForQuiet();
  });
}
