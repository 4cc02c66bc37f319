/**
 * The types of the document: no JavaScript, no dependency, no DOM.
 *
 * @module fireworks-gateway-client/types
 */

export type { components, operations, paths } from "./generated/reference.js";
export type { CreateSecretBody, Secret, SecretPage, UpdateSecretBody } from "./secrets/secret.js";
