import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { commandNames, optionsOf } from "../../src/cli/table.js";
import { runCommand } from "../support/command-run.js";

const scriptOf = async (shell: string): Promise<string> =>
  (await runCommand(["completion", shell])).stdout;

describe("completion bash", async () => {
  const script = await scriptOf("bash");
  const folder = await mkdtemp(join(tmpdir(), "completion-"));
  await writeFile(join(folder, "my.env"), "");

  function complete(...words: readonly string[]): string[] {
    const program = `${script}
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _fireworks_gateway; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const output = execFileSync("bash", ["-c", program, "bash", "fireworks-gateway", ...words], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return output.split("\n").filter(Boolean);
  }

  test.each([
    [["cre"], ["create-secret"]],
    [[""], [...commandNames, "--help", "--version"]],
    [
      ["sync", "--pr"],
      ["--prefix", "--prune"],
    ],
    [
      ["--json", "sync", "--pr"],
      ["--prefix", "--prune"],
    ],
    [["sync", "my"], ["my.env"]],
    [["create-secret", "--from-file", "m"], ["my.env"]],
    [["completion", "f"], ["fish"]],
    [["mock", "--"], optionsOf("mock").map((name) => `--${name}`)],
  ])("of %j offers %j", (words, expected) => expect(complete(...words)).toEqual(expected));

  afterAll(() => rm(folder, { recursive: true }));
});

test.each(["zsh", "fish"])("completion %s names every command and option", async (shell) => {
  const script = await scriptOf(shell);
  for (const name of commandNames) {
    expect(script).toContain(name);
    for (const option of optionsOf(name)) expect(script).toContain(option);
  }
});

test("completion fish escapes the quotes of a description", async () => {
  const lines = (await scriptOf("fish")).trim().split("\n");
  expect(lines.every((line) => line.replaceAll("\\'", "").split("'").length % 2 === 1)).toBe(true);
});

test.each([[[]], [["tcsh"]], [["bash", "zsh"]]])("completion %j is refused", async (shells) => {
  expect(await runCommand(["completion", ...shells])).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: expected one of bash, zsh, fish\n",
  });
});
