/**
 * A fake gateway for tests, inside their own process.
 *
 * @module fireworks-gateway-client/testing
 */

export {
  createFakeGateway,
  type FakeGateway,
  type FakeGatewayOptions,
} from "./testing/fake-gateway.js";
export type { FakeAnswer } from "./testing/fake-answer.js";
export type { RecordedRequest } from "./testing/recorded-request.js";
