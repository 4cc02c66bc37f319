import { describe, expect, test } from "vitest";
import type { Json } from "../../../scripts/lib/json.js";
import { importDocument } from "../../../scripts/vendor/import-document.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion } from "../../support/vendored.js";
import { mergedForm } from "../merged-document.js";
import { copyOfProject, snapshot } from "../project.js";

const bytesOf = (document: Json): Buffer => Buffer.from(JSON.stringify(document));

const merged = (version: string) =>
  bytesOf(mergedForm(replaced(newer, newerVersion, `"${version}"`)));

describe("an earlier version", () => {
  test.each(["0.0.1", "4.27.0", "4.258.12", "1"])("such as %s is refused", async (version) => {
    const root = await copyOfProject();
    await importDocument(root, "o.json", merged("4.259.0"), { force: true });
    const before = await snapshot(root);

    await expect(importDocument(root, "o.json", merged(version))).rejects.toThrow(
      `expected version 4.259.0 or later, found ${version}: pass --force to import it anyway`,
    );
    expect(await snapshot(root)).toEqual(before);
  });

  test.each(["4.259.1", "4.1000.0", "5", "5.0.0", "next"])("is not %s", async (version) => {
    const root = await copyOfProject();
    await importDocument(root, "o.json", merged("4.259.0"), { force: true });

    expect((await importDocument(root, "o.json", merged(version))).changed).toBe(true);
  });

  test("is taken by force", async () => {
    const root = await copyOfProject();

    const { changed, document } = await importDocument(root, "o.json", merged("0.0.1"), {
      force: true,
    });

    expect([changed, document.info.version]).toEqual([true, "0.0.1"]);
  });
});
