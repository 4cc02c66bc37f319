import { createGatewayClient } from "../../index.js";
import { usageError } from "../command-error.js";
import { clientOptions } from "./client-options.js";
import type { Command } from "./command.js";
import { listingPreview, printPreview } from "./preview.js";
import { readFailed } from "./read-failed.js";
import { accountOf } from "./secret-place.js";

/** `list-secrets` */
export const listSecrets: Command = async (context) => {
  const { io, operands, output, values } = context;
  if (operands.length > 0) throw usageError(`expected no operand, found ${operands.length}`);
  const accountId = accountOf(io, values.account);
  if (values["dry-run"]) {
    printPreview(context, await listingPreview(context, accountId));
    return 0;
  }
  const gateway = createGatewayClient(clientOptions(context));
  try {
    for await (const secret of gateway.listSecrets({ accountId, signal: io.signal })) {
      output.result(secret, `${secret.name} ${secret.keyName}`);
    }
    return 0;
  } catch (error) {
    throw readFailed(error, `cannot list the secrets of ${accountId}`);
  }
};
