import { parseEnv } from "node:util";
import dotenv from "dotenv";
import { assert, constantFrom, property } from "fast-check";
import { describe, expect, test } from "vitest";
import { readDotEnv } from "../../src/cli/values/dot-env.js";
import { FileProblem } from "../../src/cli/values/entry.js";
import { accepted, corpus, differences, hard, textOf, valuesOf } from "./dot-env-corpus.js";

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
});

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
    [`A=1\n  `, "line 2 has blanks before its comment or its end; remove them"],
    [`\nA=1\nA=${canary}`, "line 3: A is set in line 2 too; remove one"],
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
    ["A=1  \nB=2   # two\nC=3 ", { A: "1", B: "2", C: "3" }],
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
