import { createGatewayClient, type GatewayClient } from "../../index.js";
import { usageError, type ExitCode } from "../command-error.js";
import { clientOptions } from "./client-options.js";
import type { Command, CommandContext } from "./command.js";
import { confirmDeletion, requireConfirmable } from "./confirm.js";
import { failureOf, printOutcome, type Outcome } from "./outcome.js";
import { previewOf, printPreview } from "./preview.js";
import { placeOperand } from "./secret-place.js";

/** `delete-secret NAME...` */
export const deleteSecrets: Command = async (context) => {
  const { io, operands, values } = context;
  if (operands.length === 0) throw usageError("expected at least one NAME");
  const places = operands.map((operand) => placeOperand(io, operand, values));
  if (values["dry-run"]) {
    for (const { name } of places) {
      printPreview(context, await previewOf(context, (gateway) => gateway.deleteSecret(name)));
    }
    return 0;
  }
  requireConfirmable(context);
  const options = clientOptions(context);
  await confirmDeletion(context, places.map(({ name }) => name).join(", "));
  const gateway = createGatewayClient(options);
  let exitCode: ExitCode = 0;
  for (const { name } of places) {
    if (io.signal.aborted) return 1;
    if ((await deleteOne(context, gateway, name)).outcome === "failed") exitCode = 1;
  }
  return exitCode;
};

async function deleteOne(
  { io, output, values }: CommandContext,
  gateway: GatewayClient,
  name: string,
): Promise<Outcome> {
  const result = await gateway.deleteSecret(name, { signal: io.signal }).then(
    (): Outcome => ({ outcome: "deleted", name }),
    (error: unknown): Outcome => ({ outcome: "failed", name, failure: failureOf(error) }),
  );
  printOutcome(output, result, values.json !== undefined);
  return result;
}
