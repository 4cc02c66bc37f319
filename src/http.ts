/**
 * The typed openapi-fetch surface for any operation of the document.
 *
 * @module fireworks-gateway-client/http
 */

export { GatewayApiError } from "./errors/gateway-api-error.js";
export { createGatewayHttp } from "./http/http.js";
export type { GatewayHttp, HttpResult } from "./http/http-types.js";
export type { CallOptions, GatewayClientOptions } from "./options.js";
