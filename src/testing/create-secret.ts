import type { operations as types } from "../generated/schema.js";
import { operations } from "../generated/spec.js";
import { validators } from "../generated/validators.js";
import { describeError } from "../operations/describe-error.js";
import type { CreateSecretBody } from "../secrets/secret.js";
import { refusal, type FakeAnswer } from "./fake-answer.js";
import type { RecordedRequest } from "./recorded-request.js";

/** A valid request for `Gateway_CreateSecret`. */
export interface CreateSecretRequest {
  readonly accountId: string;
  readonly apiKey: string;
  readonly body: CreateSecretBody;
}

const { method, path } = operations.Gateway_CreateSecret;
const pathParameter: keyof types["Gateway_CreateSecret"]["parameters"]["path"] = "account_id";
const pattern = new RegExp(`^${path.replace(`{${pathParameter}}`, "([^/]+)")}$`);
const bearer = /^bearer +(\S+)$/i;
const json = /^application\/json *(; *charset="?utf-8"? *)?$/i;

/** Validates a request against the document, and refuses an invalid one as the gateway would. */
export function validateCreateSecret(request: RecordedRequest): CreateSecretRequest | FakeAnswer {
  const { pathname, searchParams } = new URL(request.url);
  const segment = pattern.exec(pathname)?.[1];
  if (segment === undefined) return refusal(404, "NOT_FOUND", "no operation at this path");
  const allow = method.toUpperCase();
  if (request.method !== allow) {
    return refusal(405, "UNIMPLEMENTED", `only ${allow} is allowed here`, { allow });
  }
  const accountId = decode(segment);
  if (accountId === undefined) return invalid("the path is not percent-encoded UTF-8");
  const apiKey = bearer.exec(request.headers["authorization"] ?? "")?.[1];
  if (apiKey === undefined) return unauthenticated("expected authorization: Bearer <API_KEY>");
  if (!json.test(request.headers["content-type"] ?? "")) {
    return refusal(415, "INVALID_ARGUMENT", "expected content-type: application/json");
  }
  const [parameter] = searchParams.keys();
  if (parameter !== undefined) return invalid(`unknown query parameter ${parameter}`);
  const { body } = request;
  const validate = validators.Gateway_CreateSecret.request;
  if (validate(body)) return { accountId, apiKey, body };
  const { path: place, problem } = describeError(validate.errors, body);
  return invalid(`${["body", ...place].join(".")} ${problem}`);
}

export function unauthenticated(message: string): FakeAnswer {
  return refusal(401, "UNAUTHENTICATED", message, { "www-authenticate": "Bearer" });
}

const invalid = (message: string): FakeAnswer => refusal(400, "INVALID_ARGUMENT", message);

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
