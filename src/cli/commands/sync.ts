import { usageError, type ExitCode } from "../command-error.js";
import { createGatewayClient, type GatewayClient, type Secret } from "../../index.js";
import { readEntries } from "../values/read-entries.js";
import { clientOptions } from "./client-options.js";
import type { Command, CommandContext } from "./command.js";
import { confirmDeletion, requireConfirmable } from "./confirm.js";
import { failureOf, printOutcome, type Outcome } from "./outcome.js";
import { listingPreview } from "./preview.js";
import { readFailed } from "./read-failed.js";
import { accountOf, keyNameWarning } from "./secret-place.js";
import { makePlan, placeEntries, type Plan, type PlanSettings } from "./sync-plan.js";
import { runWrites } from "./sync-run.js";

/** `sync FILE` */
export const sync: Command = async (context) => {
  const { io, operands, output, values } = context;
  const [file] = operands;
  if (!file || operands.length > 1) {
    throw usageError(`expected one FILE, found ${operands.length} operands`);
  }
  const concurrency = readConcurrency(values.concurrency);
  const settings = readSettings(context, file);
  const entries = await readEntries(file, io);
  const placed = placeEntries(entries, settings);
  if (placed.length === 0) throw usageError(`${file} has no entry to sync`);
  const gateway = createGatewayClient(clientOptions(context));
  const { url } = await listingPreview(context, settings.accountId);
  const existing = await listAll(context, gateway, settings.accountId);
  const plan = makePlan(entries, placed, existing, settings);

  output.note(
    `account ${settings.accountId} at ${url.slice(0, url.lastIndexOf("/v1/accounts/"))}, file ${file}`,
  );
  printPlan(context, plan);
  for (const { keyName, value } of placed) {
    if (value === "") output.note(`  leave out ${keyName}: it has no value`);
    const warning = keyNameWarning(keyName);
    if (warning !== undefined) output.warning(warning);
  }
  if (values["dry-run"]) return 0;
  if (plan.deletions.length > 0) {
    await confirmDeletion(context, `${plan.deletions.length} of these secrets`);
  }
  return execute(context, gateway, plan, { ...settings, concurrency });
};

function readConcurrency(text = "8"): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= 64) return count;
  throw usageError("--concurrency must be 1 to 64");
}

function readSettings(context: CommandContext, file: string): PlanSettings {
  const { io, values } = context;
  const { prefix = "", only, exclude } = values;
  const prune = values.prune !== undefined;
  if (prune && prefix === "") {
    throw usageError(
      "--prune needs --prefix: without it, it would delete secrets that sync did not make",
    );
  }
  if (prune && !values["dry-run"]) {
    if (file === "-" && !values.yes) throw usageError("--prune needs --yes if the file is stdin");
    requireConfirmable(context);
  }
  const accountId = accountOf(io, values.account);
  return {
    accountId,
    prefix,
    only,
    exclude,
    prune,
    skipExisting: values["skip-existing"] !== undefined,
  };
}

async function listAll(
  { io: { signal } }: CommandContext,
  gateway: GatewayClient,
  accountId: string,
): Promise<readonly Secret[]> {
  try {
    return await gateway.listSecrets({ accountId, signal }).toArray();
  } catch (error) {
    throw readFailed(error, `cannot list the secrets of ${accountId}, nothing was changed`);
  }
}

/** Prints what would be done: results of a dry run, and notes before a real one. */
function printPlan({ output, values }: CommandContext, { writes, deletions }: Plan): void {
  const rows = [
    ...writes.map(({ action, name, keyName, earlierKeyName }) => ({
      data: { action, name, keyName },
      text: `${action} ${keyName} as ${name}${earlierKeyName === undefined ? "" : ` (key name was ${earlierKeyName})`}`,
    })),
    ...deletions.map(({ name, keyName }) => ({
      data: { action: "delete", name, keyName },
      text: `delete ${name} (key name ${keyName})`,
    })),
  ];
  for (const { data, text } of rows) {
    if (values["dry-run"]) output.result(data, text);
    else output.note(`  ${text}`);
  }
}

async function execute(
  { io, output, values }: CommandContext,
  gateway: GatewayClient,
  { writes, deletions }: Plan,
  { accountId, skipExisting, concurrency }: PlanSettings & { readonly concurrency: number },
): Promise<ExitCode> {
  const isJson = values.json !== undefined;
  const { clock, signal } = io;
  const call = { accountId, signal, maxRetries: 0 };
  const written = await runWrites(writes, {
    create: ({ name, keyName, value }) => gateway.createSecret({ name, keyName, value }, call),
    update: ({ name, keyName, value }) => gateway.updateSecret(name, { keyName, value }, call),
    clock,
    signal,
    concurrency,
    skipExisting,
    onOutcome: (outcome) => printOutcome(output, outcome, isJson),
    onProgress: (done) => output.progress(`${done} of ${writes.length} done`),
  });
  // Writes are left untried beside a failure alone, or where the signal aborted, which is asked below.
  const isComplete = written.every(({ outcome }) => outcome !== "failed");
  const deleted: Outcome[] = [];
  for (const { name, keyName } of isComplete ? deletions : []) {
    if (signal.aborted) break;
    const outcome = await gateway.deleteSecret(name, { accountId, signal }).then(
      (): Outcome => ({ outcome: "deleted", name, keyName }),
      (error: unknown): Outcome => ({
        outcome: "failed",
        name,
        keyName,
        failure: failureOf(error),
      }),
    );
    printOutcome(output, outcome, isJson);
    deleted.push(outcome);
  }
  return summarise(output, [...written, ...deleted], writes.length + deletions.length);
}

function summarise(
  output: CommandContext["output"],
  outcomes: readonly Outcome[],
  total: number,
): ExitCode {
  const count = (kind: Outcome["outcome"]): number =>
    outcomes.filter(({ outcome }) => outcome === kind).length;
  const [failed, left] = [count("failed"), total - outcomes.length];
  output.note(
    `${count("created")} created, ${count("updated")} updated, ${count("exists")} left unchanged, ${count("deleted")} deleted, ${failed} failed, ${left} not tried`,
  );
  if (failed + left === 0) return 0;
  output.note("Running this again is safe: it lists the account first.");
  return 1;
}
