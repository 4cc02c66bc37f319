/** Every accepted file of the corpus is read as the same values by programs that read such files. */
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { promisedRuntimes } from "../runtimes/runtimes.js";
import { corpus, differences, names, type Case, type Values } from "./dot-env-corpus.js";

const folder = await mkdtemp(join(tmpdir(), "dot-env-"));
afterAll(() => rm(folder, { recursive: true }));

describe("every accepted file is read as the same values", () => {
  const otherNodes = promisedRuntimes().filter(({ name }) => name.startsWith("Node "));
  test.each(otherNodes)("by $name", ({ program = process.execPath }) => {
    const read = `
      import { isDeepStrictEqual, parseEnv } from "node:util";
      import { readFileSync } from "node:fs";
      console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(parseEnv)));`;
    const output = run(program, ["--input-type=module", "-e", read], texts(corpus));
    expect(differences(corpus, JSON.parse(output))).toEqual([]);
  });

  test("by python-dotenv, where this machine has it", () => {
    const read = `
import io, json, sys
try:
    from dotenv import dotenv_values
except ImportError:
    sys.exit(print("null"))
print(json.dumps([dotenv_values(stream=io.StringIO(text, newline=None)) for text in json.load(sys.stdin)]))`;
    const values = JSON.parse(run("python3", ["-c", read], texts(corpus)));
    expect(differences(corpus, values ?? corpus.map((file) => file.values))).toEqual([]);
  });

  // To a shell `\n` in double quotes is no line break, and a CR is a part of the value.
  const forShells = corpus.filter(({ text }) => !/\r|"[^"]*\\n/.test(text)).slice(0, 300);
  test.each(["sh", "bash"])("by %s, with `set -a; . file`", async (shell) => {
    for (const [index, { text }] of forShells.entries()) {
      await writeFile(join(folder, `${index}.env`), text);
    }
    const program = `set -a
      for file do
        ( . "$file" && for name in ${names.filter((name) => /^\w+$/.test(name)).join(" ")}; do
          eval "if [ -n \\"\\\${$name+set}\\" ]; then printf '%s\\0%s\\0' $name \\"\\$$name\\"; fi"
        done ) || printf 'failed\\0\\0'
        printf '\\0'
      done`;
    const files = forShells.map((_file, index) => join(folder, `${index}.env`));
    const output = run(
      "env",
      ["-i", "PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", shell, "-c", program, shell, ...files],
      "",
    );
    expect(forShells.length).toBe(300);
    expect(differences(forShells, readPairs(output))).toEqual([]);
  });
});

const texts = (cases: readonly Case[]) => JSON.stringify(cases.map(({ text }) => text));

const run = (program: string, args: readonly string[], input?: string): string =>
  execFileSync(program, args, {
    ...(input === undefined ? { stdio: ["ignore", "pipe", "pipe"] } : { input }),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    cwd: folder,
  });

/** Pairs of a name and a value, each ended by a NUL; an empty name ends those of a file. */
function readPairs(output: string): Values[] {
  const files: Record<string, string>[] = [];
  let values: Record<string, string> = {};
  const parts = output.split("\0");
  for (let at = 0; at < parts.length - 1; at++) {
    const name = parts[at] ?? "";
    if (name === "") {
      files.push(values);
      values = {};
    } else values[name] = parts[++at] ?? "";
  }
  return files;
}
