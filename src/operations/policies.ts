import type { validators } from "../generated/validators.js";
import {
  idempotentRetries,
  namedCreationRetries,
  type OperationPolicy,
} from "../transport/retry-policy.js";

/** Operations that are listed in openapi/operations.json. */
export type WrappedOperationId = keyof typeof validators;

const write = { isRead: false, isDeletion: false, bodyLimit: 2 ** 20 };
const read = {
  ...write,
  isRead: true,
  retries: idempotentRetries,
  likelyOutcome: "nothing was changed",
};

/** Facts about the wrapped operations that the document does not state. */
export const policies = {
  Gateway_CreateSecret: {
    ...write,
    retries: namedCreationRetries,
    likelyOutcome: "the secret was probably created",
  },
  Gateway_ListSecrets: {
    ...read,
    bodyLimit: 2 ** 23,
  },
  Gateway_GetSecret: read,
  Gateway_UpdateSecret: {
    ...write,
    retries: idempotentRetries,
    likelyOutcome: "the secret was probably updated",
  },
  Gateway_DeleteSecret: {
    ...write,
    isDeletion: true,
    retries: idempotentRetries,
    likelyOutcome: "the secret was probably deleted",
  },
} as const satisfies Record<WrappedOperationId, OperationPolicy>;
