import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";

const page = await readFile(join(projectRoot, "docs", "recipes-platforms.md"), "utf8");

/** The test that the recipe for Jest shows, with each entry point. */
export const jestTest = /## Jest\n.*?```js\n(.*?)```/s.exec(page)?.[1] ?? "";

/** The route handler that the recipe for Next.js shows. */
export const nextRoute = /## Next\.js\n.*?```ts\n(.*?)```/s.exec(page)?.[1] ?? "";

/** The same imports in JavaScript, for a linter, and one that leads nowhere. */
export const imports = `
import { createGatewayClient, GatewayError } from "fireworks-gateway-client";
import { createGatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway } from "fireworks-gateway-client/testing";

export const known = [createGatewayClient, GatewayError, createGatewayHttp, createFakeGateway];
`;
