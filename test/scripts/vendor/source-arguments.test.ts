import { expect, test } from "vitest";
import { CommandError } from "../../../scripts/lib/command-error.js";
import { readSourceArguments } from "../../../scripts/vendor/source-arguments.js";

const usage = "npm run spec:import -- SOURCE [--operation ID] [--force]";

const failureOf = (args: readonly string[], of = usage): unknown => {
  try {
    return readSourceArguments(args, of);
  } catch (error) {
    return error;
  }
};

test.each([
  ["no source", []],
  ["two sources", ["a", "b"]],
  ["an option that the command does not know", ["a", "--dry-run"]],
  ["an option that nobody knows", ["a", "--quick"]],
])("%s is refused with the usage", (_what, args) => {
  const failure = failureOf(args);

  expect(failure).toBeInstanceOf(CommandError);
  expect(failure).toHaveProperty(
    "message",
    `expected one SOURCE, a file or an https URL: ${usage}`,
  );
});

test("a command whose usage has several takes several, and at least one", () => {
  const several = "npm run spec:bump -- SOURCE...";

  expect(readSourceArguments(["a", "b"], several)).toMatchObject({
    source: "a",
    sources: ["a", "b"],
  });
  expect(failureOf([], several)).toHaveProperty(
    "message",
    `expected at least one SOURCE, a file or an https URL: ${several}`,
  );
});
