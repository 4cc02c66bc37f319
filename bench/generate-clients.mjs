/** Generates what the generators make of the vendored document. They ask for Node 22.18 or later. */
import { fileURLToPath } from "node:url";
import { createClient } from "@hey-api/openapi-ts";
import { generate } from "orval";

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const input = path("../openapi/gateway.yaml");

await createClient({
  input,
  output: path("clients/hey-api"),
  plugins: ["@hey-api/client-fetch", "@hey-api/sdk", "@hey-api/typescript"],
  logs: { level: "silent" },
});
await generate({
  input,
  output: {
    target: path("clients/orval.ts"),
    client: "fetch",
    baseUrl: "https://api.fireworks.ai",
  },
});
