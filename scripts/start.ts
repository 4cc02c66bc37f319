/** Creates a secret over real HTTP, in an embedded gateway or, with --live, in the real one. */
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { usageError } from "../src/cli/command-error.js";
import { startMockServer } from "../src/cli/commands/mock-server.js";
import { requestOf } from "../src/cli/commands/preview.js";
import {
  createGatewayClient,
  GatewayError,
  secretName,
  type CreateSecretBody,
  type GatewayClientOptions,
} from "../src/index.js";
import { createFakeGateway } from "../src/testing.js";

const help = `Usage: npm start [-- --live]

Creates a secret through this package's public API, over real HTTP.

  (nothing)  in an embedded gateway on loopback: no account and no network needed
  --live     in the real service. The environment gives FIREWORKS_API_KEY and FIREWORKS_ACCOUNT_ID,
             and FIREWORKS_BASE_URL where it is not the vendor's. The secret has a name and a value
             made up at random, and stays until you delete it.`;

/** Shows what is sent, sends it, and shows what came of it. */
async function createSecret(options: GatewayClientOptions, accountId: string): Promise<void> {
  const id = `fireworks-gateway-client-${randomUUID().slice(0, 8)}`;
  const name = secretName(accountId, id);
  const secret: CreateSecretBody = {
    name,
    keyName: "FIREWORKS_GATEWAY_CLIENT",
    value: randomUUID(),
  };
  const { method, url, body } = await requestOf(
    createGatewayClient,
    { ...options, accountId },
    (gateway) => gateway.createSecret(secret),
  );
  console.log(`${method} ${url}\n${JSON.stringify(body, null, 2)}\n`);
  const created = await createGatewayClient({ ...options, accountId }).createSecret(secret);
  console.log(`Created:\n${JSON.stringify(created, null, 2)}`);
}

async function createEmbedded(): Promise<void> {
  const [apiKey, accountId] = ["embedded", "acme"];
  const server = await startMockServer(createFakeGateway({ apiKey, accountId }));
  console.log(`An embedded gateway listens at ${server.url}\n`);
  try {
    await createSecret({ apiKey, baseUrl: server.url }, accountId);
  } finally {
    await server.close();
  }
}

async function createLive(): Promise<void> {
  const { FIREWORKS_API_KEY: apiKey, FIREWORKS_ACCOUNT_ID: accountId } = process.env;
  if (!apiKey) throw usageError("--live needs FIREWORKS_API_KEY");
  if (!accountId) throw usageError("--live needs FIREWORKS_ACCOUNT_ID");
  await createSecret({ apiKey }, accountId);
}

function readOptions() {
  const options = { live: { type: "boolean" }, help: { type: "boolean", short: "h" } } as const;
  try {
    return parseArgs({ options }).values;
  } catch {
    throw usageError("expected --live, --help or nothing");
  }
}

try {
  const { live, help: asked } = readOptions();
  if (asked) console.log(help);
  else await (live ? createLive() : createEmbedded());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (GatewayError.isInstance(error) && error.mayHaveSucceeded) {
    console.error("It may have been created all the same: look whether it exists.");
  }
  process.exitCode = 1;
}
