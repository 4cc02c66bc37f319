import type { GatewayClient } from "../../src/client.js";
import { canaryBody, created } from "../support/calls.js";
import { answer, type Behaviour } from "../support/fault-server.js";

/** An answer, and what it is called in the table. */
type Said = readonly [name: string, behaviour: Behaviour];

/** A row of the second table of docs/outcomes.md. */
export interface SequenceRow {
  readonly method: "deleteSecret" | "upsertSecret" | "listSecrets";
  readonly says: readonly Said[];
  /** Name of the error's class, or what the call resolves with. */
  readonly outcome: string;
  /** `undefined` if the call succeeds. */
  readonly mayHaveSucceeded?: boolean;
}

const error = (status: number): Said => [String(status), answer(status, "{}")];
const success: Said = ["200", answer(200, created)];
const reset: Said = ["a reset", (socket) => socket.resetAndDestroy()];
const page = (nextPageToken: string): Said => [
  `a page with the token ${nextPageToken}`,
  answer(200, JSON.stringify({ secrets: [JSON.parse(created)], nextPageToken })),
];

const api = "`GatewayApiError`";
const done = "resolves";

/** Calls whose outcome depends on several answers. */
export const sequenceRows: readonly SequenceRow[] = [
  { method: "deleteSecret", says: [error(404)], outcome: api, mayHaveSucceeded: false },
  { method: "deleteSecret", says: [error(429), error(404)], outcome: api, mayHaveSucceeded: false },
  { method: "deleteSecret", says: [error(503), error(404)], outcome: done },
  { method: "deleteSecret", says: [reset, error(404)], outcome: done },
  { method: "deleteSecret", says: [reset, error(403)], outcome: api, mayHaveSucceeded: true },
  { method: "upsertSecret", says: [success], outcome: "`created`" },
  { method: "upsertSecret", says: [error(409), success], outcome: "`updated`" },
  { method: "upsertSecret", says: [error(409), error(404), success], outcome: "`created`" },
  {
    method: "upsertSecret",
    says: [error(409), error(404), error(409)],
    outcome: api,
    mayHaveSucceeded: false,
  },
  { method: "upsertSecret", says: [error(409), error(403)], outcome: api, mayHaveSucceeded: false },
  {
    method: "upsertSecret",
    says: [error(409), error(500), error(500)],
    outcome: api,
    mayHaveSucceeded: true,
  },
  {
    method: "upsertSecret",
    says: [error(503), error(409), error(403)],
    outcome: api,
    mayHaveSucceeded: true,
  },
  {
    method: "upsertSecret",
    says: [error(409), error(404), error(500)],
    outcome: api,
    mayHaveSucceeded: true,
  },
  { method: "upsertSecret", says: [error(500)], outcome: api, mayHaveSucceeded: true },
  {
    method: "listSecrets",
    says: [page("A"), error(403)],
    outcome: api,
    mayHaveSucceeded: false,
  },
  {
    method: "listSecrets",
    says: [page("A"), page("A")],
    outcome: "`GatewayProtocolError`",
    mayHaveSucceeded: false,
  },
];

/** Makes the call of a row; resolves with its outcome in the words of the table. */
export async function callSequence(
  client: GatewayClient,
  { method }: SequenceRow,
): Promise<string> {
  if (method === "deleteSecret") return (await client.deleteSecret("canary"), done);
  if (method === "listSecrets") return (await client.listSecrets().toArray(), done);
  const { outcome } = await client.upsertSecret(canaryBody);
  return `\`${outcome}\``;
}
