import { createGatewayClient } from "../index.js";
import { clientOptions } from "./client-options.js";
import { usageError, type ExitCode } from "./command-error.js";
import type { CommandLine } from "./command-line.js";
import { createOne } from "./create-one.js";
import { previewCreateSecret } from "./preview.js";
import { readValue } from "./read-value.js";
import type { Report } from "./report.js";
import { placeSecret } from "./secret-place.js";
import type { Surroundings } from "./surroundings.js";

/** `create-secret KEY_NAME` */
export async function createSecret(
  surroundings: Surroundings,
  { operands, values }: CommandLine,
  report: Report,
): Promise<ExitCode> {
  const [keyName, ...more] = operands;
  if (!keyName || more.length > 0) {
    throw usageError(
      `expected one KEY_NAME, found ${operands.length}; a value is never an argument`,
    );
  }
  const { accountId, name } = placeSecret(surroundings, keyName, values);
  const options = { ...clientOptions(surroundings, values), accountId };
  const gateway = createGatewayClient(options);
  // Whatever else cannot be used shows here, before a value is asked for.
  const preview = await previewCreateSecret(options, { name, keyName, value: "" });
  const secret = { name, keyName, value: await readValue(surroundings, values) };
  if (values["dry-run"]) {
    report.preview(preview);
    return 0;
  }
  const { signal } = surroundings;
  const result = await createOne(gateway, secret, { accountId, signal });
  report.creation(
    result,
    `look whether ${name} exists before you try again. A second try cannot double it: where it exists, the answer is ALREADY_EXISTS.`,
  );
  return result.status === "created" ? 0 : 1;
}
