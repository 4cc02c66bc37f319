/** Shows the life of a secret over real HTTP: in an embedded gateway or, with --live, in the real one. */
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { usageError } from "../src/cli/command-error.js";
import { startMockServer } from "../src/cli/commands/mock-server.js";
import {
  createGatewayClient,
  GatewayError,
  secretName,
  type GatewayClientOptions,
} from "../src/index.js";
import { createFakeGateway } from "../src/testing.js";

const help = `Usage: npm start [-- --live]

Creates, lists, rotates and deletes a secret through this package's public API, over real HTTP.

  (nothing)  in an embedded gateway on loopback: no account and no network needed
  --live     in the real service, with FIREWORKS_API_KEY, FIREWORKS_ACCOUNT_ID and, if it is not the
             vendor's, FIREWORKS_BASE_URL from the environment. The secret has a random name and
             value, and is deleted in the end.`;

/** Takes a secret through its life, and prints each step. */
async function showLife(options: GatewayClientOptions, accountId: string): Promise<void> {
  const gateway = createGatewayClient({
    ...options,
    accountId,
    onAttempt: ({ operation, status }) => console.log(`  ${operation}: ${status ?? "no answer"}`),
  });
  const id = `fireworks-gateway-client-${randomUUID().slice(0, 8)}`;
  const keyName = "FIREWORKS_GATEWAY_CLIENT";

  const name = secretName(accountId, id);
  console.log(`Create ${name}`);
  await gateway.createSecret({ name, keyName, value: randomUUID() });

  console.log("List the secrets of the account");
  for await (const secret of gateway.listSecrets()) {
    console.log(`  ${secret.name} (${secret.keyName})`);
  }

  console.log("Rotate its value");
  await gateway.updateSecret(name, { keyName, value: randomUUID() });

  console.log("Delete it");
  await gateway.deleteSecret(name);
}

async function showEmbedded(): Promise<void> {
  const [apiKey, accountId] = ["embedded", "acme"];
  const server = await startMockServer(createFakeGateway({ apiKey, accountId }));
  console.log(`An embedded gateway listens at ${server.url}`);
  try {
    await showLife({ apiKey, baseUrl: server.url }, accountId);
  } finally {
    await server.close();
  }
}

async function showLive(): Promise<void> {
  const { FIREWORKS_API_KEY: apiKey, FIREWORKS_ACCOUNT_ID: accountId } = process.env;
  if (!apiKey) throw usageError("--live needs FIREWORKS_API_KEY");
  if (!accountId) throw usageError("--live needs FIREWORKS_ACCOUNT_ID");
  await showLife({ apiKey }, accountId);
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
  else await (live ? showLive() : showEmbedded());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (GatewayError.isInstance(error) && error.mayHaveSucceeded) {
    console.error("The request may have taken effect: list the secrets of the account to see.");
  }
  process.exitCode = 1;
}
