import { expect, test } from "vitest";
import { repositoryAddress } from "../../../scripts/docs/repository.js";
import { withSiteLinks } from "../../../scripts/docs/site-links.js";
import { filePages } from "../../../scripts/docs/site-map.js";
import { sitePages } from "../../../scripts/docs/site-pages.js";
import { projectRoot } from "../../../scripts/lib/files.js";

const address = "https://code.example/team/project";

test("each page says where it is edited", async () => {
  const pages = await sitePages(projectRoot, address);
  for (const { source, path } of filePages) {
    expect(pages.get(`${path}.md`)).toMatch(
      new RegExp(`^---\\n(.*\\n)*edit: ${address}/edit/main/${source}\\n`),
    );
  }
});

test("the landing page has the first program of the README", async () => {
  const { code } = /```ts\n(?<code>[^]*?)```/.exec(
    (await sitePages(projectRoot, address)).get("index.md") ?? "",
  )?.groups ?? { code: "" };
  expect(code).toContain("createSecret(");
  expect(code).toContain("deleteSecret(");
});

test("a drawing stands in its page", async () => {
  const page = (await sitePages(projectRoot, address)).get("how-it-stays-true.md") ?? "";
  expect(page).toContain('<div class="diagram">\n<svg');
  expect(page).not.toContain(".svg)");
});

test.each([
  ["docs/errors.md", "[a](outcomes.md#x)", "[a](/outcomes#x)"],
  ["README.md", "[a](docs/cli.md)", "[a](/cli)"],
  ["docs/index.md", "[a](../SECURITY.md)", "[a](/security)"],
  ["CONTRIBUTING.md", "[a](LICENSE)", `[a](${address}/blob/main/LICENSE)`],
  [
    "docs/errors.md",
    "[a](#here) [b](https://x.example/y.md)",
    "[a](#here) [b](https://x.example/y.md)",
  ],
])("a link of %s leads to a page or to the repository", (source, text, expected) => {
  expect(withSiteLinks(text, source, address)).toBe(expected);
});

test.each([
  [{ repository: { url: "git+https://code.example/team/project.git" } }, {}, address],
  [{ repository: address }, {}, address],
  [{}, {}, undefined],
  [
    { repository: address },
    { GITHUB_SERVER_URL: "https://hub.example", GITHUB_REPOSITORY: "fork/project" },
    "https://hub.example/fork/project",
  ],
])("the address of the repository in %j and %j", (packageJson, environment, expected) => {
  expect(repositoryAddress(packageJson, environment)).toBe(expected);
});
