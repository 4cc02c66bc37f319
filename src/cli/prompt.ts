import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { usageError } from "./command-error.js";
import type { Surroundings } from "./surroundings.js";

/** Asks for one line at a terminal and does not show what is typed. */
export function promptWithoutEcho(
  { stdin, stderr, signal }: Surroundings,
  question: string,
): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    // Asked after that, for a terminal echoes until readline is in charge of it.
    const reader = createInterface({ input: stdin, output: nowhere, terminal: true, signal });
    stderr.write(question);
    reader.on("line", (line) => {
      lines.push(line);
      // What is pasted comes at once; only when all of it was read is it clear that it is one line.
      setImmediate(() => reader.close());
    });
    reader.on("close", () => {
      stderr.write("\n");
      const [line, ...more] = [...lines, ...(reader.line === "" ? [] : [reader.line])];
      if (lines.length === 0 || line === undefined) reject(usageError("cancelled"));
      else if (more.length > 0) reject(usageError("several lines were pasted: use --from-file"));
      else resolve(line);
    });
  });
}
