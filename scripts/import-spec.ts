/** Vendors the OpenAPI document: npm run spec:import -- SOURCE */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { runCommand } from "./spec/command.js";
import { projectRoot } from "./spec/files.js";
import { importDocument } from "./spec/import-document.js";
import { DocumentError } from "./spec/openapi-document.js";

await runCommand(async () => {
  const [source, ...rest] = process.argv.slice(2);
  if (source === undefined || rest.length > 0) {
    throw new DocumentError("expected one SOURCE: npm run spec:import -- page.md");
  }
  const bytes = await readFile(source).catch((cause: unknown) => {
    throw new DocumentError(`expected a file, found none that can be read at ${source}`, { cause });
  });
  const { changed, document } = await importDocument(projectRoot, basename(source), bytes);
  const { title, version } = document.info;
  console.log(
    changed
      ? `Vendored ${title} ${version}; now: npm run generate`
      : `${title} ${version} is what is vendored: nothing changed`,
  );
  return 0;
});
