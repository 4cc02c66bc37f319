import { createGatewayClient, type CreateSecretBody } from "fireworks-gateway-client";

interface Environment {
  readonly FIREWORKS_API_KEY: string;
  readonly FIREWORKS_ACCOUNT_ID: string;
  readonly FIREWORKS_BASE_URL?: string;
}

export default {
  async fetch(request: Request, environment: Environment): Promise<Response> {
    const gateway = createGatewayClient({
      apiKey: environment.FIREWORKS_API_KEY,
      accountId: environment.FIREWORKS_ACCOUNT_ID,
      baseUrl: environment.FIREWORKS_BASE_URL,
    });
    // A parser's message repeats part of what it cannot read, and the runtime would log it.
    const secret: CreateSecretBody = await request.json().catch(() => null);
    return Response.json(await gateway.createSecret(secret));
  },
};
