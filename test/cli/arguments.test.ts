import { describe, expect, test } from "vitest";
import { parseArguments } from "../../src/cli/arguments.js";
import { runCommand } from "../support/command-run.js";

const canary = "hush-canary";

describe("a command line", () => {
  test.each([
    [[], { command: undefined, operands: [], values: {} }],
    [["-h"], { command: undefined, operands: [], values: { help: "help" } }],
    [
      ["--json", "create-secret", "--name=a=b", "DB", "--account", "acme"],
      {
        command: "create-secret",
        operands: ["DB"],
        values: { json: "json", name: "a=b", account: "acme" },
      },
    ],
    [["sync", "-"], { command: "sync", operands: ["-"], values: {} }],
    [
      ["create-secret", "A", "--from-file", "-"],
      { command: "create-secret", operands: ["A"], values: { "from-file": "-" } },
    ],
    [
      ["create-secret", "--", "--value", "--"],
      { command: "create-secret", operands: ["--value", "--"], values: {} },
    ],
    [
      ["create-secret", "--name=", "--account=-x"],
      { command: "create-secret", operands: [], values: { name: "", account: "-x" } },
    ],
  ])("%j is read", (args, expected) => expect(parseArguments(args)).toEqual(expected));

  test.each([
    [[], "expected a command; see --help"],
    [["creat-secret"], "unknown command; did you mean create-secret?"],
    [["lst-secrets"], "unknown command; did you mean list-secrets?"],
    [["sync", "--jsom"], "unknown option; did you mean --json?"],
    [["mock", "--pore"], "unknown option; did you mean --port?"],
    [["mock", "--pome"], "unknown option; did you mean --name?"],
    [["mock", "--prit"], "unknown option; did you mean --port?"],
    [["snc"], "unknown command; did you mean sync?"],
    [["mck"], "unknown command; did you mean mock?"],
    [[canary], "unknown command; see --help"],
    [["x".repeat(50)], "unknown command; see --help"],
    [["--", "--value"], "unknown command; see --help"],
    [["import", ".env"], "import is now sync: fireworks-gateway sync FILE [--skip-existing]"],
    [["sync", "--dryrun"], "unknown option; did you mean --dry-run?"],
    [["sync", `--conccurrency=${canary}`], "unknown option; did you mean --concurrency?"],
    [["create-secret", "DB", `-${canary}`], "unknown option; see --help"],
    [["create-secret", "DB", `--${canary}\n\u001b[2J`], "unknown option; see --help"],
    [["create-secret", "DB", "-p"], "unknown option; see --help"],
    [["sync", "-x--json"], "unknown option; see --help"],
    [["sync", "--json=yes"], "--json takes no value"],
    [["sync", "--json", "--json"], "--json is given twice"],
    [["sync", "--only", "A", "--only=B"], "--only is given twice"],
    [["sync", "--only"], "--only needs a value; write --only=VALUE if it begins with -"],
    [["sync", "--only", "--json"], "--only needs a value; write --only=VALUE if it begins with -"],
    [["sync", "--only", "--", "A"], "--only needs a value; write --only=VALUE if it begins with -"],
    [
      ["sync", "--only", `-${canary}`],
      "--only needs a value; write --only=VALUE if it begins with -",
    ],
    [["mock", "--timeout", "1"], "mock has no option --timeout; see fireworks-gateway mock --help"],
    ...[["--value", canary], [`--value=${canary}`]].map((option): [string[], string] => [
      ["create-secret", "DB", ...option],
      "--value is not supported, since the shell's history and ps would show it; pipe the value in, or use --from-file or --from-env",
    ]),
  ] satisfies [string[], string][])(
    "%j is refused, and nothing of it repeated",
    async (args, message) => {
      const ended = await runCommand(args);
      expect(ended).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
      expect(message).not.toContain(canary);
    },
  );
});

describe("help and version", () => {
  test("--help lists the commands, the environment and the exit codes", async () => {
    const { code, stdout, stderr } = await runCommand(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/create-secret KEY_NAME[^]*sync FILE[^]*FIREWORKS_API_KEY[^]*\n {2}0 /);
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test.each(["sync", "mock", "completion"])("%s --help describes its options", async (command) => {
    const { code, stdout } = await runCommand([command, "-h"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: fireworks-gateway ${command}[^]*Options[^]*--help`));
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  test("--version names this package's version and the document's", async () => {
    const { code, stdout } = await runCommand(["--version"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^fireworks-gateway-client \d+\.\d+\.\d+ \(Gateway REST API \d.*\)\n$/);
    const json = await runCommand(["--version", "--json"]);
    expect(JSON.parse(json.stdout)).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      spec: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });
});
