/** A bump taken to its end in a copy of the project, and then the checks that a maintainer would run. */
import { expect, test } from "vitest";
import { bumpSpec } from "../../../scripts/bump/bump-spec.js";
import { inProjectCopy } from "../../../scripts/bump/project-copy.js";
import { command, reportSteps } from "../../../scripts/bump/steps.js";
import { projectRoot } from "../../../scripts/lib/files.js";
import { replaced } from "../../support/replaced.js";
import { newer } from "../../support/vendored.js";
import { read } from "./bumped-project.js";

/** Everything of `npm test` that reads what a field or a parameter changes. */
const checks = [
  "npm run check",
  "npx vitest run --project toolchain-package test/package/types.test.ts",
  "npx vitest run --project client test/operations test/secrets test/testing test/http",
].map(command);

const withField = replaced(
  newer,
  "        keyName:\n",
  "        sideNote:\n          type: string\n        keyName:\n",
);
const withParameter = replaced(
  withField,
  "      requestBody:\n",
  "        - name: sideFlag\n          in: query\n          schema:\n            type: boolean\n      requestBody:\n",
);

test("a field and a parameter that nobody need send take no hand: all checks pass", async () => {
  await inProjectCopy(projectRoot, async (copy) => {
    const source = { name: "page.yaml", bytes: Buffer.from(withParameter) };

    const { comparison, problems } = await bumpSpec(copy, [source], {
      steps: [...reportSteps, ...checks],
    });

    expect([comparison.verdict, problems]).toEqual(["minor", []]);
    expect(await read(copy, "api/types.api.md")).toContain("sideNote?: string");
    expect(await read(copy, "api/types.api.md")).toContain("sideFlag?: boolean");
  });
});

test("a field that everybody must send fails before anything is reported", async () => {
  await inProjectCopy(projectRoot, async (copy) => {
    const required = replaced(
      withField,
      "        - keyName\n",
      "        - keyName\n        - sideNote\n",
    );
    const source = { name: "page.yaml", bytes: Buffer.from(required) };

    const { comparison, problems } = await bumpSpec(copy, [source], { steps: reportSteps });

    expect(comparison.verdict).toBe("major");
    expect(problems.map(({ place }) => place).join()).toContain("test/contracts.test-d.ts");
    expect(await read(copy, "api/types.api.md")).toBe(await read(projectRoot, "api/types.api.md"));
  });
});
