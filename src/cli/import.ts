import { createGatewayClient, type CreateSecretBody } from "../index.js";
import { clientOptions } from "./client-options.js";
import { asCommandError, usageError, type ExitCode } from "./command-error.js";
import type { CommandLine } from "./command-line.js";
import { createOne, type Result } from "./create-one.js";
import { readEntries, type Entry } from "./dot-env.js";
import { previewCreateSecret } from "./preview.js";
import { readTextFile } from "./read-value.js";
import type { Report } from "./report.js";
import { placeSecret, type SecretPlace } from "./secret-place.js";
import type { Surroundings } from "./surroundings.js";

/** One secret that is to be created. */
interface Step {
  readonly accountId: string;
  readonly secret: CreateSecretBody;
}

/** `import FILE` */
export async function importFile(
  surroundings: Surroundings,
  { operands, values }: CommandLine,
  report: Report,
): Promise<ExitCode> {
  const [file, ...more] = operands;
  if (!file || more.length > 0) throw usageError(`expected one FILE, found ${operands.length}`);
  const options = clientOptions(surroundings, values);
  const gateway = createGatewayClient(options);
  const entries = readEntries(await readTextFile(file), values.only);
  const steps = planSteps(surroundings, values, entries);
  // Whatever cannot be used shows here, before anything is sent.
  const previews = await Promise.all(
    steps.map(({ accountId, secret }) => previewCreateSecret({ ...options, accountId }, secret)),
  );
  tellPlan(report, steps, entries);
  if (values["dry-run"]) {
    for (const preview of previews) report.preview(preview);
    return 0;
  }
  const { signal } = surroundings;
  const results: Result[] = [];
  for (const { accountId, secret } of steps) {
    if (signal.aborted) break;
    const skipExisting = values["skip-existing"];
    const result = await createOne(gateway, secret, { accountId, signal, skipExisting });
    report.creation(result, "import again with --skip-existing; what exists is left as it is.");
    results.push(result);
  }
  return tellSummary(report, steps, results);
}

/** @throws CommandError when an entry has no place of its own */
function planSteps(
  surroundings: Surroundings,
  { account, only }: CommandLine["values"],
  entries: readonly Entry[],
): Step[] {
  const keyNames = new Map<string, string>();
  const empty = entries.find(([, value]) => value === "")?.[0];
  if (only !== undefined && empty !== undefined) throw usageError(`${empty} has no value`);
  return entries
    .filter(([, value]) => value !== "")
    .map(([keyName, value]) => {
      const { accountId, name } = placeOf(surroundings, keyName, account);
      const other = keyNames.get(name);
      if (other !== undefined) throw usageError(`${other} and ${keyName} would both be ${name}`);
      keyNames.set(name, keyName);
      return { accountId, secret: { name, keyName, value } };
    });
}

function placeOf(
  surroundings: Surroundings,
  keyName: string,
  account: string | undefined,
): SecretPlace {
  try {
    return placeSecret(surroundings, keyName, { account });
  } catch (error) {
    throw usageError(`${keyName} cannot be imported: ${asCommandError(error).message}`);
  }
}

function tellPlan(report: Report, steps: readonly Step[], entries: readonly Entry[]): void {
  report.note(`${steps.length} of ${entries.length} entries to create:`);
  for (const { secret } of steps) report.note(`  ${secret.keyName} as ${secret.name}`);
  for (const [keyName, value] of entries) {
    if (value === "") report.note(`  ${keyName} has no value and is left out`);
  }
}

function tellSummary(report: Report, steps: readonly Step[], results: readonly Result[]): ExitCode {
  const count = (status: string): number =>
    results.filter((result) => result.status === status).length;
  const left = steps.length - results.length;
  const parts = [
    `${count("created")} created`,
    `${count("exists")} existed`,
    `${count("failed")} failed`,
    `${left} not tried`,
  ];
  report.note(parts.join(", "));
  return count("failed") + left === 0 ? 0 : 1;
}
