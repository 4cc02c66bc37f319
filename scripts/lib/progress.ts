/** The part of a terminal's stream that progress needs. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

const clearLine = "\r\u001B[2K";

/**
 * Shows a message on stderr while `work` runs, if stderr is a terminal; logs stay free of it.
 *
 * @param doing the message, such as "Comparing the types"
 */
export async function withProgress<Result>(
  doing: string,
  work: () => Promise<Result>,
  stream: ProgressStream = process.stderr,
): Promise<Result> {
  if (!stream.isTTY) return work();
  stream.write(`${clearLine}${doing} ...`);
  try {
    return await work();
  } finally {
    stream.write(clearLine);
  }
}
