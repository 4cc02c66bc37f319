import {
  GatewayApiError,
  GatewayError,
  type CreateSecretBody,
  type GatewayClient,
} from "../index.js";

/** How the creation of one secret ended. */
export interface Result {
  readonly status: "created" | "exists" | "failed";
  readonly name: string;
  readonly keyName: string;
  readonly failure?: Failure;
}

interface Failure {
  readonly message: string;
  readonly mayHaveSucceeded: boolean;
}

/** What the creation of one secret may be told. */
export interface CreateOneOptions {
  readonly accountId: string;
  readonly signal: AbortSignal;
  /** Whether it is fine that the name is taken. */
  readonly skipExisting?: boolean | undefined;
}

/** Creates a secret; never rejects. */
export async function createOne(
  gateway: GatewayClient,
  secret: CreateSecretBody,
  { accountId, signal, skipExisting = false }: CreateOneOptions,
): Promise<Result> {
  const { name, keyName } = secret;
  try {
    await gateway.createSecret(secret, { accountId, signal });
    return { status: "created", name, keyName };
  } catch (error) {
    if (skipExisting && GatewayApiError.isInstance(error) && error.code === "ALREADY_EXISTS") {
      return { status: "exists", name, keyName };
    }
    return { status: "failed", name, keyName, failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  if (GatewayError.isInstance(error)) {
    const { message, mayHaveSucceeded } = error;
    return { message, mayHaveSucceeded };
  }
  // The reason of an abort, which leaves open what came of the request.
  return { message: String(error), mayHaveSucceeded: true };
}
