import { describe, expect, test } from "vitest";
import { mentionedVersions, withMentions } from "../../../scripts/bump/spec-mentions.js";
import { readPages } from "../../../scripts/bump/update-pages.js";
import { projectRoot } from "../../../scripts/lib/files.js";
import { title, version } from "../../../src/generated/spec.js";

describe("the pages that people read", () => {
  test("mention the version of the vendored document, and no other", async () => {
    const pages = await readPages(projectRoot);
    const mentioned = [...pages.values()].flatMap((page) => mentionedVersions(page, title));

    expect(new Set(mentioned)).toEqual(new Set([version]));
    expect(pages.has("docs/outcomes.md")).toBe(true);
  });

  test.each([
    ["The REST\nAPI 4.259.0, REST API v1", "The REST\nAPI 5.10.0, REST API v1"],
    ["![REST API 4.1](/REST_API-4.1-blue)", "![REST API 5.10.0](/REST_API-5.10.0-blue)"],
  ])("are brought up to date wherever a line breaks and in badges: %j", (page, updated) => {
    expect(withMentions(page, "REST API", "5.10.0")).toBe(updated);
  });
});
