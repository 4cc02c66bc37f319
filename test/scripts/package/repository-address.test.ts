import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/lib/files.js";
import {
  addressFrom,
  addressProblems,
  placeholder,
  withAbsoluteLinks,
  withAddress,
} from "../../../scripts/package/repository-address.js";

const read = (name: string): Promise<string> => readFile(join(projectRoot, name), "utf8");
const manifest = await read("package.json");
const readme = await read("README.md");
const address = "https://github.com/acme/gateway";

test("a workflow's environment names the repository, and no other does", () => {
  const env = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "acme/gateway" };
  expect(addressFrom(env)).toBe(address);
  expect(addressFrom({ ...env, GITHUB_REPOSITORY: "" })).toBeUndefined();
  expect(addressFrom({})).toBeUndefined();
});

describe("a release", () => {
  test("is refused with the placeholder and with links to files that the tarball lacks", () => {
    const problems = addressProblems(manifest, readme);
    expect(problems).toEqual([
      `package.json: expected the repository's address, found ${placeholder}`,
      expect.stringMatching(/^README\.md: expected absolute links, found .*docs\/recipes\.md/),
    ]);
  });

  test("names the repository that it comes from, as npm's provenance requires", () => {
    const released = withAddress(manifest, address);
    const page = withAbsoluteLinks(readme, address, "v1.2.3");

    expect(addressProblems(released, page)).toEqual([]);
    expect(JSON.parse(released)).toMatchObject({
      homepage: `${address}#readme`,
      bugs: `${address}/issues`,
      repository: { type: "git", url: `git+${address}.git` },
    });
    expect(page).toContain(`](${address}/blob/v1.2.3/docs/recipes.md)`);
  });
});

test.each([
  ["[a](./docs/a.md#b)", `[a](${address}/blob/v1/docs/a.md#b)`],
  [
    "[![a](https://a.example/b)](LICENSE)",
    `[![a](https://a.example/b)](${address}/blob/v1/LICENSE)`,
  ],
  ["[a](#section) [b](https://b.example) [c](mailto:c@d.example)", undefined],
])("%s becomes absolute if it is relative", (page, expected = page) => {
  expect(withAbsoluteLinks(page, address, "v1")).toBe(expected);
});
