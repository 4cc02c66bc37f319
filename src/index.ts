/**
 * Creates secrets in the Fireworks AI Gateway.
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
export type { Fetch, FetchInit } from "./attempt.js";
export type { GoogleRpcCode } from "./google-rpc.js";
export type { GatewayHttp, HttpResult } from "./http-types.js";
export type { ApiKey } from "./input/api-key.js";
export type { GatewayHeaders } from "./input/headers.js";
export type { CallOptions, CreateSecretOptions, GatewayClientOptions } from "./options.js";
export { secretName } from "./secret-name.js";
export type { AttemptReport } from "./attempt-report.js";
export type { CreateSecretBody, Secret } from "./types.js";
