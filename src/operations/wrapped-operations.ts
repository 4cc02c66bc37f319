/** The operations of openapi/operations.json, each with the facts that the document does not state. */
import * as spec from "../generated/spec.js";
import * as validators from "../generated/validators.js";
import { idempotentRetries, namedCreationRetries } from "../transport/retry-policy.js";
import { describeOperation } from "./operation.js";

export const Gateway_CreateSecret = /* @__PURE__ */ describeOperation(
  spec.Gateway_CreateSecret,
  validators.Gateway_CreateSecret,
  { retries: namedCreationRetries, likelyOutcome: "the secret was probably created" },
);

export const Gateway_GetSecret = /* @__PURE__ */ describeOperation(
  spec.Gateway_GetSecret,
  validators.Gateway_GetSecret,
);

export const Gateway_ListSecrets = /* @__PURE__ */ describeOperation(
  spec.Gateway_ListSecrets,
  validators.Gateway_ListSecrets,
  { bodyLimit: 2 ** 23 },
);

export const Gateway_UpdateSecret = /* @__PURE__ */ describeOperation(
  spec.Gateway_UpdateSecret,
  validators.Gateway_UpdateSecret,
  { retries: idempotentRetries, likelyOutcome: "the secret was probably updated" },
);

export const Gateway_DeleteSecret = /* @__PURE__ */ describeOperation(
  spec.Gateway_DeleteSecret,
  validators.Gateway_DeleteSecret,
  { likelyOutcome: "the secret was probably deleted" },
);
