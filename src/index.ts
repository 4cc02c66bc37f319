/**
 * Client for secrets in the Fireworks AI Gateway.
 *
 * @module fireworks-gateway-client
 */

export { createGatewayClient, type GatewayClient } from "./client.js";
export { GatewayApiError, type ApiErrorFields } from "./errors/gateway-api-error.js";
export {
  GatewayConnectionError,
  type ConnectionFailureCause,
} from "./errors/gateway-connection-error.js";
export { GatewayError } from "./errors/gateway-error.js";
export { GatewayInputError } from "./errors/gateway-input-error.js";
export { GatewayProtocolError } from "./errors/gateway-protocol-error.js";
export { GatewayTimeoutError } from "./errors/gateway-timeout-error.js";
export type { GoogleRpcCode } from "./errors/google-rpc-code.js";
export type { ApiKey } from "./input/api-key.js";
export type { GatewayHeaders } from "./input/headers.js";
export type {
  CallOptions,
  GatewayClientOptions,
  GetSecretOptions,
  ListSecretsOptions,
  SecretOptions,
} from "./options.js";
export { secretName } from "./secrets/secret-name.js";
export type {
  CreateSecretBody,
  Secret,
  SecretPage,
  UpdateSecretBody,
  UpsertedSecret,
} from "./secrets/secret.js";
export type { SecretList } from "./secrets/list-secrets.js";
export type { SecretMethods } from "./secrets/secrets.js";
export type { Fetch, FetchInit, FetchResponse } from "./transport/request.js";
export type { AttemptReport } from "./transport/attempt-report.js";
