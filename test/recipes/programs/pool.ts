import { Pool } from "undici";
import { createGatewayClient, type Fetch } from "fireworks-gateway-client";

const origin = process.env["FIREWORKS_BASE_URL"] ?? "https://api.fireworks.ai";
const pool = new Pool(origin, { connections: 16 });

const fetch: Fetch = async (url, { method, headers, body = null, signal }) => {
  const path = url.slice(new URL(url).origin.length);
  const answer = await pool.request({ path, method, headers, body, signal });
  const names = Object.entries(answer.headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const text = await answer.body.text();
  return new Response(text || null, { status: answer.statusCode, headers: names });
};

const gateway = createGatewayClient({ fetch });
const numbers = Array.from({ length: 2_000 }, (_, index) => index).values();
const work = async () => {
  for (const number of numbers) {
    await gateway.upsertSecret({ name: `load-${number}`, keyName: `LOAD_${number}`, value: "..." });
  }
};
await Promise.all(Array.from({ length: 16 }, work));
await pool.close();
