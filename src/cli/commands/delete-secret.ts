import { createGatewayClient, type GatewayClient } from "../../index.js";
import { usageError } from "../command-error.js";
import { clientOptions } from "./client-options.js";
import type { Command, CommandContext } from "./command.js";
import { confirmDeletion, requireConfirmable } from "./confirm.js";
import { failureOf, printOutcome, type Outcome } from "./outcome.js";
import { previewOf, printPreview } from "./preview.js";
import { placeOperand, type SecretPlace } from "./secret-place.js";

/** `delete-secret NAME...` */
export const deleteSecrets: Command = async (context) => {
  const { io, operands, values } = context;
  if (operands.length === 0) throw usageError("expected at least one NAME");
  const places = operands.map((operand) => placeOperand(io, operand, values));
  if (values["dry-run"]) {
    for (const { accountId, name } of places) {
      const preview = await previewOf(context, (gateway) =>
        gateway.deleteSecret(name, { accountId }),
      );
      printPreview(context, preview);
    }
    return 0;
  }
  requireConfirmable(context);
  const options = clientOptions(context);
  await confirmDeletion(context, places.map(({ name }) => name).join(", "));
  const gateway = createGatewayClient(options);
  let failures = 0;
  for (const place of places) {
    if (io.signal.aborted) return 1;
    if ((await deleteOne(context, gateway, place)).outcome === "failed") failures++;
  }
  return failures === 0 ? 0 : 1;
};

async function deleteOne(
  { io, output, values }: CommandContext,
  gateway: GatewayClient,
  { accountId, name }: SecretPlace,
): Promise<Outcome> {
  const result = await gateway.deleteSecret(name, { accountId, signal: io.signal }).then(
    (): Outcome => ({ outcome: "deleted", name }),
    (error: unknown): Outcome => ({ outcome: "failed", name, failure: failureOf(error) }),
  );
  printOutcome(output, result, values.json !== undefined);
  return result;
}
