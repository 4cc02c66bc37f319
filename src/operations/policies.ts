import type { validators } from "../generated/validators.js";
import { namedCreationRetries, type OperationPolicy } from "../transport/retry-policy.js";

/** Operations that are listed in openapi/operations.json. */
export type WrappedOperationId = keyof typeof validators;

const write = { isRead: false, isDeletion: false, bodyLimit: 2 ** 20 };

/** Facts about the wrapped operations that the document does not state. */
export const policies = {
  Gateway_CreateSecret: {
    ...write,
    retries: namedCreationRetries,
    likelyOutcome: "the secret was probably created",
  },
} as const satisfies Record<WrappedOperationId, OperationPolicy>;
