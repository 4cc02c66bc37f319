import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { command, type Step } from "../../../scripts/bump/steps.js";

const node = (code: string): Step => command(`node -e "${code}"`);

describe("a command as a step", () => {
  test("reports nothing if it succeeds", async () => {
    expect(await node("console.log('fine')").run(tmpdir())).toEqual([]);
  });

  test("shows the end of its output if it fails", async () => {
    const step = node("for (let i = 0; i < 99; i++) console.log('line', i); process.exit(3)");

    const [problem] = await step.run(tmpdir());

    expect(problem?.place).toMatch(/^node -e/);
    expect(problem?.message.split("\n")).toEqual(
      Array.from({ length: 60 }, (_, index) => `line ${index + 39}`),
    );
  });

  test("does not see the token that opens pull requests", async () => {
    process.env["GH_TOKEN"] = "hidden";

    const [problem] = await node("console.log(process.env.GH_TOKEN); process.exit(1)").run(".");
    delete process.env["GH_TOKEN"];

    expect(problem?.message).toBe("undefined");
  });
});
