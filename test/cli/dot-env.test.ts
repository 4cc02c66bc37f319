import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual, parseEnv } from "node:util";
import dotenv from "dotenv";
import { array, assert, constantFrom, oneof, property, sample, string, tuple } from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readDotEnv } from "../../src/cli/values/dot-env.js";
import { FileProblem } from "../../src/cli/values/entry.js";
import { promisedRuntimes } from "../runtimes/runtimes.js";

const folder = await mkdtemp(join(tmpdir(), "dot-env-"));
afterAll(() => rm(folder, { recursive: true }));

type Values = Readonly<Record<string, string | undefined>>;

const valuesOf = (text: string): Values =>
  Object.fromEntries(readDotEnv(text).map(({ keyName, value }) => [keyName, value]));

function accepted(text: string): Values | undefined {
  try {
    return valuesOf(text);
  } catch {
    return undefined;
  }
}

const signs = (text: string): string[] => Array.from(text);

/** What the readers disagree about. */
const hard = [
  ...signs("abA1_ \t'\"`#$\\=:;&|~*?[{(!%@,.-\n\r"),
  ...signs("\u00a0\u0085\u2028\ufeff\u001f\u000b\u000c\0é😀"),

  "\\n",
  "\\\\",
  "\\'",
  "\r\n",
  " #",
  " # it's\n",
  "''",
  "$A",
  "${A}",
  "~/a",
  "export ",
  "\nB=",
];
const soft = [...signs("aZ09%+,-./:@^_=?é*{}[]!")];
const inSingle = [
  ...soft,
  ...signs('#$`"\t \\\n~;&|<>()'),
  "\r\n",
  "\u00a0",
  "\nB=",
  "\n# it",
  "\\n",
  " # ",
];
const inDouble = [
  ...soft,
  ...signs("#'\t \n~;&|<>()"),
  "\r\n",
  "\u2028",
  "\nB=",
  "\n# it's",
  "\\n",
  "\\n'",
];
const textOf = (unit: readonly string[], maxLength = 8) =>
  string({ unit: constantFrom(...unit), maxLength });

const anyValue = oneof(
  textOf(soft),
  textOf(hard, 12),
  textOf(inSingle, 12).map((text) => `'${text}'`),
  textOf(inDouble, 12).map((text) => `"${text}"`),
  textOf(hard, 4).map((text) => `'${text}'`),
  textOf(hard, 4).map((text) => `"${text}"`),
);
const names = ["A", "B", "C1", "_d", "lower", "A", "A.B", "A-B", "__proto__", "exporter", "export"];
const often = <T>(usual: T, ...others: readonly T[]) =>
  oneof({ arbitrary: constantFrom(usual), weight: 3 * others.length }, constantFrom(...others));
const assignment = tuple(
  often("", " ", "export ", "export  ", "\t"),
  constantFrom(...names),
  often("=", " = ", ": ", "= ", " ="),
  anyValue,
  often("", " ", "  # c=1", " #c 'd' \"", "#c", "\t", "\t#c", " x", "\r", " #\u2028A=1"),
).map((parts) => parts.join(""));
const noise = [
  "",
  "  ",
  "# comment",
  '# it\'s "q" A=1',
  "  # it",
  "#\u2028A=1",
  "\t",
  "export A",
  "#",
];
const anyFile = tuple(
  often("", "\ufeff"),
  array(oneof(assignment, assignment, constantFrom(...noise)), { maxLength: 4 }),
  often("\n", "\r\n", "\r"),
  constantFrom("", "\n"),
).map(([start, lines, lineBreak, end]) => start + lines.join(lineBreak) + end);
const rawText = textOf(hard, 20).map((text) => `A=${text}`);

/** Files that are accepted, and what they contain; the same ones in every run. */
const corpus = sample(oneof(anyFile, anyFile, rawText), { numRuns: 40_000, seed: 1 }).flatMap(
  (text) => {
    const values = accepted(text);
    return values === undefined || Object.keys(values).length === 0 ? [] : [{ text, values }];
  },
);

describe("every accepted file is read as the same values", () => {
  test("by the corpus, which has enough of each kind to be worth a comparison", () => {
    const kinds = [
      /='[^']*\n/,
      /="[^"]*\n/,
      /\\n/,
      /='[^']*\\/,
      / #/,
      /export /,
      /\r\n/,
      /='[^']*[#$`]/,
      /=\n/,
      /"[^"]*'/,
      /é|😀/,
      /[?*[{]/,
      /\t/,
    ];
    const rare = kinds.filter((kind) => corpus.filter(({ text }) => kind.test(text)).length < 20);
    expect(rare).toEqual([]);
  });

  test.each([
    ["this Node", parseEnv],
    ["dotenv", (text: string) => dotenv.parse(text)],
    ["dotenv in its fast mode", (text: string) => dotenv.parse(text, { fast: true })],
  ])("by %s", (_name, parse) => {
    expect(
      differences(
        corpus,
        corpus.map(({ text }) => parse(text)),
      ),
    ).toEqual([]);
  });

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

type Case = (typeof corpus)[number];

const texts = (cases: readonly Case[]) => JSON.stringify(cases.map(({ text }) => text));

const run = (program: string, args: readonly string[], input?: string): string =>
  execFileSync(program, args, {
    ...(input === undefined ? { stdio: ["ignore", "pipe", "pipe"] } : { input }),
    encoding: "utf8",
    maxBuffer: 2 ** 26,
    cwd: folder,
  });

/** The first files that were read as something else. */
const differences = (cases: readonly Case[], read: readonly Values[]) =>
  cases
    .map((file, index) => ({ ...file, read: read[index] }))
    .filter((file) => !isDeepStrictEqual({ ...file.read }, file.values))
    .slice(0, 5);

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

function problemOf(text: string): string | undefined {
  try {
    readDotEnv(text);
    return undefined;
  } catch (error) {
    return error instanceof FileProblem ? error.message : String(error);
  }
}

const canary = "hush-canary";

describe("a file that readers disagree about is refused with line, key and remedy", () => {
  const quote = "put the value in single quotes";
  const json = "use a .json file";
  test.each([
    [
      `OK=1\nSA="{\\"type\\":\\"${canary}\\"}"`,
      `line 2: SA contains a backslash in double quotes; ${quote}`,
    ],
    [
      `TAIL="abc"${canary}`,
      "line 1: TAIL has text after the closing quote; put the whole value in single quotes, or a blank before the # of a comment",
    ],
    [`P=${canary}#ss`, `line 1: P contains # outside quotes; ${quote}`],
    [`URL=postgres://u:${canary}#w@h/db`, `line 1: URL contains # outside quotes; ${quote}`],
    [`A=#${canary}`, `line 1: A contains # outside quotes; ${quote}`],
    [`A=\t${canary}`, `line 1: A contains a blank outside quotes; ${quote}`],
    [`A=${canary}\t# c`, `line 1: A contains a blank outside quotes; ${quote}`],
    [`A=${canary} x`, `line 1: A contains a blank outside quotes; ${quote}`],
    [`A=${canary}\u0085`, `line 1: A contains a blank outside quotes; ${quote}`],
    [`A=${canary}\u00a0`, `line 1: A contains a blank outside quotes; ${quote}`],
    [`A= ${canary}`, "line 1: A has a blank after the =; remove it"],
    [`A= \nB=${canary}`, "line 1: A has a blank after the =; remove it"],
    [`A=it's ${canary}`, `line 1: A contains ' outside quotes; ${json}`],
    [`A=$${canary}`, `line 1: A contains $ outside quotes; ${quote}`],
    [`A="$${canary}'"`, `line 1: A contains $ in double quotes; ${json}`],
    [`A="\`${canary}\`"`, `line 1: A contains \` in double quotes; ${quote}`],
    [`A=\`${canary}\``, `line 1: A contains \` outside quotes; ${quote}`],
    [`A="${canary}\\r"`, `line 1: A contains a backslash in double quotes; ${quote}`],
    [`A='${canary}\\\\n'`, `line 1: A contains a backslash in single quotes; ${json}`],
    [`A='${canary}\${b}'`, `line 1: A contains $ in single quotes; ${json}`],
    [`A=1\nexport B=`, "line 2: B needs a line break after it"],
    [`A='${canary}\\'`, `line 1: A contains a backslash in single quotes; ${json}`],
    [`A=~/${canary}`, `line 1: A contains ~ outside quotes; ${quote}`],
    [`A=${canary}?x`, undefined],
    [`export A=${canary}?x`, `line 1: A contains ? outside quotes; ${quote}`],
    [`export A={${canary},b}`, `line 1: A contains { outside quotes; ${quote}`],
    [`A="${canary}\nB=2\n`, "line 1: A has no closing quote"],
    [
      `A='x'#${canary}`,
      "line 1: A has text after the closing quote; put the whole value in single quotes, or a blank before the # of a comment",
    ],
    [
      `A="""${canary}"""`,
      "line 1: A has text after the closing quote; put the whole value in single quotes, or a blank before the # of a comment",
    ],
    [`A=1\n\n# A\nA=${canary}`, "line 4: A is set in line 1 too; remove one"],
    [`A='${canary}\n\n'\nA=2`, "line 4: A is set in line 1 too; remove one"],
    [
      `A=1\r\nB=${canary}\rC=3`,
      "line 2 contains a carriage return without a line feed; remove it, or use a .json file",
    ],
    [`A=1\nB='${canary}\0'`, "line 2 contains a control character; remove it, or use a .json file"],
    [`A=1\n  # ${canary}\nB=1`, "line 2 has blanks before its comment or its end; remove them"],
    [`A=1\n  \nB=1`, "line 2 has blanks before its comment or its end; remove them"],
    [`A=1\n# ${canary}=`, "line 2 is a comment with a line separator or without a line break"],
    [`# \u2028A=${canary}\n`, "line 1 is a comment with a line separator or without a line break"],
    [`A=1 # \u2028B=${canary}\n`, "line 1: A has a line separator in its comment; remove it"],
    [`\ufeffA=${canary}`, "begins with a byte order mark; save it without one"],
    ...[
      `${canary}\nB=2`,
      `A=1\n${canary}=\n`,
      `A: ${canary}`,
      "A.B=1",
      "A=x\nabc==\n",
      `=${canary}`,
      "export A",
    ].map(
      (text) =>
        [
          text,
          expect.stringMatching(
            /^line \d is not NAME=VALUE, with a name of letters, digits and _; put a value of several lines in single quotes$/,
          ),
        ] as const,
    ),
    ...[
      `A = ${canary}`,
      `export  A=${canary}`,
      `__proto__=${canary}`,
      `exported=${canary}`,
      `\tA=${canary}`,
    ].map(
      (text) =>
        [
          text,
          "line 1 needs a name without blanks around it, and other than __proto__ or export...",
        ] as const,
    ),
  ] as const)("%j", (text, message) => {
    expect(problemOf(text)).toEqual(message);
    expect(String(message)).not.toContain(canary);
  });

  test("no message repeats a value, whatever the file", () => {
    const text = textOf(hard, 6);
    assert(
      property(text, text, constantFrom("", "'", '"'), (before, after, mark) => {
        const file = `A=${mark}${before}${canary}${after}${mark}\n${canary}`;
        return !problemOf(file)?.includes("hush");
      }),
    );
  });
});

describe("a file is read", () => {
  test.each([
    ["A=x_y", { A: "x_y" }],
    ["A=1\r\n\r\nB='x\r\ny'\r\n", { A: "1", B: "x\ny" }],
    ["  A=1\nexport B=2", { A: "1", B: "2" }],
    ["# it's\nA=1 # \"one\nB='2' # two\n", { A: "1", B: "2" }],
    [`A="it's # \\n;"\nB='"$x\`\\d'\n`, { A: "it's # \n;", B: '"$x`\\d' }],
    [
      "PEM='-----BEGIN\n=MII\n#\n-----END\n'\nB=",
      { PEM: "-----BEGIN\n=MII\n#\n-----END\n", B: "" },
    ],
    ["URL=postgres://u:p@h/db?sslmode=require", { URL: "postgres://u:p@h/db?sslmode=require" }],
    ["toString=1\nconstructor=2", { toString: "1", constructor: "2" }],
    ["", {}],
  ])("%j", (text, values) => expect(valuesOf(text)).toEqual(values));

  test.each([
    [
      "10 000 entries",
      Array.from({ length: 10_000 }, (_, at) => `KEY_${at}="value ${at}"`).join("\n"),
      200,
    ],
    ["a value of 10 MB", `A='${"x y\n".repeat(2_500_000)}'`, 1000],
    ["blanks, which patterns may try again and again", `A=${" ".repeat(10 ** 6)}x`, 200],
    ["blanks at an end", `A=x${" ".repeat(10 ** 6)}y`, 200],
    ["blanks in front", `${" ".repeat(10 ** 6)}=`, 200],
    ["10 000 line breaks in quotes", `A='${"\n".repeat(10 ** 6)}`, 200],
  ])("in linear time: %s", (_title, text, most) => {
    const before = process.cpuUsage();
    accepted(text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(most);
  });
});
