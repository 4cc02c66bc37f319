import { assert, dictionary, property, string } from "fast-check";
import { expect, test } from "vitest";
import { readJsonEntries } from "../../src/cli/values/json-file.js";
import { codePoint } from "../support/code-point.js";

const canary = "hush-canary";

test("reads every object of strings as JSON.parse does", () => {
  assert(
    property(dictionary(string({ unit: codePoint }), string({ unit: codePoint })), (values) => {
      const entries = readJsonEntries(JSON.stringify(values, undefined, 2));
      const read = entries.map(({ keyName, value }) => [keyName, value] as const);
      expect(Object.entries(Object.fromEntries(read))).toEqual(Object.entries(values));
      expect(read.length).toBe(Object.keys(values).length);
    }),
  );
});

test.each([
  ...[
    "[]",
    "null",
    `"${canary}"`,
    "",
    "\ufeff{}",
    `{}"${canary}"`,
    `{"A":"${canary}";`,
    "{} }",
    `{"A" "${canary}"}`,
  ].map((text): [string, string] => [
    text,
    'line 1 is not valid: expected one JSON object, {"NAME": "value"}',
  ]),
  [
    `{"A":"${canary}",\n"B":5}`,
    "line 2 sets B to what is not a string; put its value in double quotes",
  ],
  [
    `{"A":{"B":"${canary}"}}`,
    "line 1 sets A to what is not a string; put its value in double quotes",
  ],
  [`{\n"A":"${canary}","\\u0041":"${canary}"}`, "line 2 sets A again; remove one"],
  [`{"A":"\\"",\n"A":"}"}`, "line 2 sets A again; remove one"],
  [`{\n"A": ${canary}}`, "line 2 sets A to what is not a string; put its value in double quotes"],
  [`{\n"A": "${canary}`, "line 2 sets A to what is not a string; put its value in double quotes"],
  [`{"A":"${canary}\\x"}`, "line 1 sets A to what is not a string; put its value in double quotes"],
  ...["\\u004", "\\u", "\t"].map((text): [string, string] => [
    `{"A":"${canary}${text}"}`,
    "line 1 sets A to what is not a string; put its value in double quotes",
  ]),
  [`{"A":"${canary}"\n  ;`, 'line 2 is not valid: expected one JSON object, {"NAME": "value"}'],
  [`{"A":"${canary}",\n\n  B:1}`, "line 3 is not valid: expected a name in double quotes"],
  [`{"A":"${canary}",\n}`, "line 2 is not valid: expected a name in double quotes"],
  [`{${canary}:""}`, "line 1 is not valid: expected a name in double quotes"],
] satisfies [string, string][])("refuses %j, without its value", (text, message) => {
  let found: unknown;
  try {
    readJsonEntries(text);
  } catch (error) {
    found = error;
  }
  expect(found).toMatchObject({ name: "FileProblem", message });
  expect(String(found)).not.toContain(canary);
});

test("reads 10 000 entries and a value of 10 MB in linear time", () => {
  const entries = Array.from({ length: 10_000 }, (_, at) => [`KEY_${at}`, `value ${at}`]);
  const text = JSON.stringify(Object.fromEntries([...entries, ["BIG", "\\n x".repeat(2_000_000)]]));
  const before = process.cpuUsage();
  expect(readJsonEntries(text)).toHaveLength(10_001);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(1500);
});
