/** Where progress is shown: the part of a terminal's stream that it takes. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

const clearLine = "\r\u001B[2K";

/**
 * Says on stderr what is being done while it is done, to whoever sits at a terminal; a log holds nothing
 * of it.
 *
 * @param doing what takes more than a second: "Comparing the types"
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
