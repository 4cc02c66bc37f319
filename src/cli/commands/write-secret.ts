import {
  createGatewayClient,
  type CreateSecretBody,
  type GatewayClient,
  type SecretOptions,
} from "../../index.js";
import type { OptionValues } from "../arguments.js";
import { readValue } from "../values/read-value.js";
import { clientOptions } from "./client-options.js";
import type { Command } from "./command.js";
import { failureOf, printOutcome, type Outcome } from "./outcome.js";
import { previewOf, printPreview } from "./preview.js";
import { keyNameWarning, placeSecret, readKeyName } from "./secret-place.js";

/** Writes a secret by one call. */
type Write = (
  gateway: GatewayClient,
  secret: CreateSecretBody,
  options: SecretOptions,
  values: OptionValues,
) => Promise<Outcome["outcome"]>;

/** A command with the operand KEY_NAME that reads a value and writes it. */
export const writeSecret =
  (write: Write): Command =>
  async (context) => {
    const { io, operands, output, values } = context;
    const keyName = readKeyName(operands);
    const { accountId, name } = placeSecret(io, keyName, values);
    // Before a value is asked for: everything else that is invalid.
    const preview = await previewOf(context, (gateway) =>
      write(gateway, { name, keyName, value: "" }, { accountId }, values),
    );
    if (values["dry-run"]) {
      await readValue(io, values);
      printPreview(context, preview);
      return 0;
    }
    const gateway = createGatewayClient(clientOptions(context));
    const warning = keyNameWarning(keyName);
    if (warning !== undefined) output.warning(warning);
    const value = await readValue(io, values);
    const call = { accountId, signal: io.signal };
    const result = await write(gateway, { name, keyName, value }, call, values).then(
      (outcome): Outcome => ({ outcome, name, keyName }),
      (error: unknown): Outcome => ({
        outcome: "failed",
        name,
        keyName,
        failure: failureOf(error),
      }),
    );
    printOutcome(output, result, values.json !== undefined);
    return result.outcome === "failed" ? 1 : 0;
  };
