import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

/** Place of a definition. */
export interface Definition {
  readonly file: string;
  readonly start: { readonly line: number; readonly offset: number };
}

/**
 * Asks the program behind an editor, TypeScript's tsserver, where something is defined: it alone follows
 * declaration maps.
 *
 * @param files paths of TypeScript files that contain `code`; one program opens all, and parses libraries once
 * @param text the first occurrence of it is asked about
 * @returns the definitions that it found from each file, in order
 */
export async function definitionsOf(
  files: readonly string[],
  code: string,
  text: string,
): Promise<(readonly Definition[])[]> {
  const tsserver = createRequire(import.meta.url).resolve("typescript/lib/tsserver.js");
  const options = ["--disableAutomaticTypingAcquisition", "--suppressDiagnosticEvents"];
  const child = spawn(process.execPath, [tsserver, ...options], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const before = code.slice(0, code.indexOf(text)).split("\n");
  const [line, offset] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  const requests = files.flatMap((file) => [
    { command: "open", arguments: { file, fileContent: code } },
    { command: "definition", arguments: { file, line, offset } },
  ]);
  requests.forEach((request, index) => {
    child.stdin.write(`${JSON.stringify({ seq: index, type: "request", ...request })}\n`);
  });
  const found: (readonly Definition[])[] = [];
  try {
    for await (const answer of createInterface({ input: child.stdout })) {
      if (!answer.startsWith("{")) continue;
      const { command, body }: { command?: string; body: Definition[] } = JSON.parse(answer);
      // It answers in the order of the requests.
      if (command === "definition" && found.push(body) === files.length) return found;
    }
    throw new Error(`expected ${files.length} answers of tsserver, found ${found.length}`);
  } finally {
    child.kill();
  }
}
