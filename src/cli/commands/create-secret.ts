import { createGatewayClient, GatewayApiError } from "../../index.js";
import { readValue } from "../values/read-value.js";
import { clientOptions } from "./client-options.js";
import type { Command } from "./command.js";
import { failureOf, printOutcome, type Outcome } from "./outcome.js";
import { previewOf, printPreview } from "./preview.js";
import { keyNameWarning, placeSecret, readKeyName } from "./secret-place.js";

/** `create-secret KEY_NAME` */
export const createSecret: Command = async (context) => {
  const { io, operands, output, values } = context;
  const keyName = readKeyName(operands);
  const { accountId, name } = placeSecret(io, keyName, values);
  const call = { accountId, signal: io.signal };
  // Before a value is asked for: everything else that is invalid.
  const preview = await previewOf(context, (gateway) =>
    gateway.createSecret({ name, keyName, value: "" }, { accountId }),
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
  const result = await gateway.createSecret({ name, keyName, value }, call).then(
    (): Outcome => ({ outcome: "created", name, keyName }),
    (error: unknown): Outcome =>
      values["skip-existing"] && exists(error)
        ? { outcome: "exists", name, keyName }
        : { outcome: "failed", name, keyName, failure: failureOf(error) },
  );
  printOutcome(output, result, values.json !== undefined);
  return result.outcome === "failed" ? 1 : 0;
};

const exists = (error: unknown): boolean =>
  GatewayApiError.isInstance(error) && error.code === "ALREADY_EXISTS";
