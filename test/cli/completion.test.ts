import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import {
  commandNames,
  commands,
  optionsOf,
  optionText,
  type OptionName,
} from "../../src/cli/table.js";
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
    [["sync", "f"], []],
    [["sync", "s"], []],
    [["get-secret", "m"], []],
    [["create-secret", "--from-file", "m"], ["my.env"]],
    [["completion", "f"], ["fish"]],
    [["mock", "--"], optionsOf("mock").map((name) => `--${name}`)],
  ])("of %j offers %j", (words, expected) => expect(complete(...words)).toEqual(expected));

  test("is bound to the program", () => {
    const program = `${script}\ncomplete -p fireworks-gateway`;
    expect(execFileSync("bash", ["-c", program], { encoding: "utf8" })).toBe(
      "complete -F _fireworks_gateway fireworks-gateway\n",
    );
  });

  afterAll(() => rm(folder, { recursive: true }));
});

describe("completion zsh", async () => {
  const script = await scriptOf("zsh");

  test("is bound to the program, and offers words and files", () => {
    const lines = script.trim().split("\n");
    expect(lines[0]).toBe("#compdef fireworks-gateway");
    expect(lines[1]).toBe("_fireworks_gateway() {");
    expect(lines.slice(-4)).toEqual([
      "  compadd -- ${=choices}",
      '  if [ -n "$files" ]; then _files; fi',
      "}",
      "compdef _fireworks_gateway fireworks-gateway",
    ]);
  });
});

describe("completion fish", async () => {
  const lines = (await scriptOf("fish")).trimEnd().split("\n");
  const start = "complete -c fireworks-gateway";
  const after = (name: string) => `${start} -n '__fish_seen_subcommand_from ${name}'`;

  test("offers no files but where one is expected", () => {
    expect(lines[0]).toBe(`${start} -f`);
    expect(lines.filter((line) => line.endsWith(" -F"))).toEqual([`${after("sync")} -F`]);
    expect(lines.filter((line) => line.includes(" -F -d "))).toEqual(
      ["create-secret", "update-secret"].map(
        (name) => `${after(name)} -l from-file -r -F -d '${about("from-file")}'`,
      ),
    );
  });

  test("offers each command as the first word alone", () => {
    const isFirst = `not __fish_seen_subcommand_from ${commandNames.join(" ")}`;
    expect(lines.slice(1, 1 + commandNames.length)).toEqual(
      commandNames.map(
        (name) => `${start} -n '${isFirst}' -a ${name} -d '${commands[name].summary}'`,
      ),
    );
  });

  test("offers the options of a command, with its letter and what follows it", () => {
    expect(lines.filter((line) => line.startsWith(after("completion")))).toEqual([
      `${after("completion")} -l help -s h -d '${about("help")}'`,
      `${after("completion")} -l version -d '${about("version")}'`,
      ...["bash", "zsh", "fish"].map((word) => `${after("completion")} -a ${word}`),
    ]);
    expect(lines).toContain(`${after("sync")} -l only -x -d '${about("only")}'`);
    const quoted = optionsOf("sync").filter((name) => optionText(name).about.includes("'"));
    expect(quoted).not.toEqual([]);
    for (const name of quoted) expect(lines.join("\n")).toContain(` -d '${about(name)}'\n`);
    expect(lines).toContain(`${after("sync")} -l json -d '${about("json")}'`);
  });
});

const about = (name: OptionName): string => optionText(name).about.replaceAll("'", "\\'");

test.each(["zsh", "fish"])("completion %s names every command and option", async (shell) => {
  const script = await scriptOf(shell);
  for (const name of commandNames) {
    expect(script).toContain(name);
    for (const option of optionsOf(name)) expect(script).toContain(option);
  }
});

test.each([[[]], [["tcsh"]], [["bash", "zsh"]]])("completion %j is refused", async (shells) => {
  expect(await runCommand(["completion", ...shells])).toEqual({
    code: 2,
    stdout: "",
    stderr: "error: expected one of bash, zsh, fish\n",
  });
});
