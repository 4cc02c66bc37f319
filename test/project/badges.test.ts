/** What the badges of the README say, held against its source. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { fieldsOf, itemsOf, textOf } from "../../scripts/lib/json.js";
import { parseYaml } from "../../scripts/lib/yaml.js";

const read = (path: string): Promise<string> => readFile(join(projectRoot, path), "utf8");

/** Fields of a file; JSON is YAML. */
const fieldsIn = async (path: string) => fieldsOf(parseYaml(await read(path)));

/** The words of a badge's address, whose dashes and blanks are written in a way of their own. */
const wordsOf = (address: string): string =>
  decodeURIComponent(address)
    .replace(/-\w+$/, "")
    .replaceAll(/--|-|_/g, (sign) => (sign === "--" ? "-" : " "));

test("each badge says what its source says, in its picture and in words", async () => {
  const readme = await read("README.md");
  const { engines, dependencies, license } = await fieldsIn("package.json");
  const { title, version } = fieldsOf((await fieldsIn("openapi/gateway.yaml"))["info"]);
  const [budget] = itemsOf(parseYaml(await read(".size-limit.json")));
  const statements = [
    `${textOf(title)} ${textOf(version)}`,
    `Node ${textOf(fieldsOf(engines)["node"]).replace(/^>=/, "")} or later`,
    `min+gzip at most ${textOf(fieldsOf(budget)["limit"])}`,
    `run-time dependencies ${Object.keys(fieldsOf(dependencies)).length}`,
    `license ${textOf(license)}`,
  ];

  const pictures = [...readme.matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)];
  const service = "https://img.shields.io/badge/";
  expect(pictures.map(([, words]) => words)).toEqual(statements);
  expect(pictures.map(([, , address = ""]) => wordsOf(address.slice(service.length)))).toEqual(
    statements,
  );
  expect(pictures.every(([, , address = ""]) => address.startsWith(service))).toBe(true);
  expect(await read("LICENSE")).toMatch(new RegExp(`^${textOf(license)} License\n`));
});
