import { createGatewayClient } from "../../index.js";
import { usageError } from "../command-error.js";
import { clientOptions } from "./client-options.js";
import type { Command } from "./command.js";
import { previewOf, printPreview } from "./preview.js";
import { readFailed } from "./read-failed.js";
import { placeOperand } from "./secret-place.js";

/** `get-secret NAME` */
export const getSecret: Command = async (context) => {
  const { io, operands, output, values } = context;
  const [operand] = operands;
  if (!operand || operands.length > 1) {
    throw usageError(`expected one NAME, found ${operands.length} operands`);
  }
  const { name } = placeOperand(io, operand, values);
  if (values["dry-run"]) {
    printPreview(context, await previewOf(context, (gateway) => gateway.getSecret(name)));
    return 0;
  }
  const gateway = createGatewayClient(clientOptions(context));
  try {
    const secret = await gateway.getSecret(name, { signal: io.signal });
    output.result(secret, `${secret.name} ${secret.keyName}`);
    return 0;
  } catch (error) {
    throw readFailed(error, name);
  }
};
