/** A request as a program in any language may send it, and the status that the spec gives it. */
export interface RawRequest {
  readonly title: string;
  readonly status: number;
  readonly method?: string;
  /** From the path on. */
  readonly target?: string;
  /** `null` leaves out a header that would be sent otherwise. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Blob | null;
}

const valid = { name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" };
const text = JSON.stringify(valid);
const validWith = (fields: object): string => JSON.stringify({ ...valid, ...fields });

const secretsTarget = "/v1/accounts/acme/secrets";

/** A secret that exists before each request. */
export const seed = { name: "accounts/acme/secrets/seed", keyName: "SEED" };
const seedTarget = `${secretsTarget}/seed`;

/** Sends a raw request through a `fetch` to a gateway at `origin`. */
export function sendRaw(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  origin: string,
  { method = "POST", target = secretsTarget, headers = {}, body = text }: RawRequest,
): Promise<Response> {
  const all = { authorization: "Bearer key", "content-type": "application/json", ...headers };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  const bodiless = method === "GET" || method === "HEAD";
  return fetch(`${origin}${target}`, {
    method,
    headers: Object.fromEntries(sent),
    ...(!bodiless && { body }),
  });
}

const missing = ["name", "keyName"].map((field) => ({
  title: `a body without ${field}`,
  status: 400,
  body: validWith({ [field]: undefined }),
}));

const wrongTypes = ["name", "keyName", "value"].flatMap((field) =>
  [null, 42, true, [], {}].map((value) => ({
    title: `a body with ${field}: ${JSON.stringify(value)}`,
    status: 400,
    body: validWith({ [field]: value }),
  })),
);

const bodies = ["", "{", "null", "42", '"text"', "[]", "{}", `[${text}]`, "name=db&keyName=DB"];

const contentTypes: readonly (readonly [type: string, status: number])[] = [
  ["application/json; charset=utf-8", 200],
  ["Application/JSON; charset=UTF-8", 200],
  ["application/json;charset=iso-8859-1", 415],
  ["application/vnd.fireworks+json", 415],
  ["application/x-www-form-urlencoded", 415],
  ["text/plain", 415],
];

const authorizations: readonly (readonly [authorization: string, status: number])[] = [
  ["bearer key", 200],
  ["BEARER key", 200],
  ["Bearer", 401],
  ["Bearer ", 401],
  ["Bearer two keys", 401],
  ["Basic a2V5OmtleQ==", 401],
  ["key", 401],
];

const targets: readonly (readonly [target: string, status: number])[] = [
  ["/v1/accounts/another/secrets", 200],
  ["/v1/accounts/a%20b/secrets", 200],
  ["/v1/accounts/a%2Fb/secrets", 200],
  ["/v1/accounts/%C3%A9/secrets", 200],
  ["/v1/accounts/%zz/secrets", 400],
  ["/v1/accounts/%ff/secrets", 400],
  [`${secretsTarget}?page=1`, 400],
  ["/v1/accounts/acme/SECRETS", 404],
  ["/v1/accounts/acme/secrets/seed/more", 404],
  ["/v1/accounts/acme/secrets/seed", 405],
  ["/v1/accounts/acme/secret", 404],
  ["/v1/accounts//secrets", 404],
  ["/v1/accounts/secrets", 404],
  [`/${secretsTarget}`, 404],
  ["/v2/accounts/acme/secrets", 404],
  ["/", 404],
];

const lists: readonly (readonly [query: string, status: number])[] = [
  ["", 200],
  ["?pageSize=2&readMask=name%2CkeyName", 200],
  ["?filter=x&orderBy=y", 200],
  ["?pageSize=two", 400],
  ["?pagesize=2", 400],
];

const updates: readonly (readonly [body: string, status: number])[] = [
  ['{"keyName":"DB"}', 200],
  ['{"keyName":"DB","value":"hush"}', 200],
  ['{"value":"hush"}', 400],
  ['{"keyName":1}', 400],
  ['{"keyName":"DB","value":null}', 400],
  ["", 400],
  ["[]", 400],
];

/** The spec's own verdict on whatever can be right or wrong with a request. */
export const rawRequests: readonly RawRequest[] = [
  { title: "a valid request", status: 200 },
  { title: "a body without a value", status: 200, body: validWith({ value: undefined }) },
  { title: "a body with an empty value", status: 200, body: validWith({ value: "" }) },
  {
    title: "a body with a field that nobody knows",
    status: 200,
    body: validWith({ colour: "red" }),
  },
  ...missing,
  ...wrongTypes,
  ...bodies.map((body) => ({ title: `the body ${JSON.stringify(body)}`, status: 400, body })),
  ...contentTypes.map(([type, status]) => ({
    title: `content-type: ${type}`,
    status,
    headers: { "content-type": type },
  })),
  {
    title: "a body without content-type",
    status: 415,
    headers: { "content-type": null },
    body: new Blob([text]),
  },
  ...authorizations.map(([authorization, status]) => ({
    title: `authorization: ${authorization}`,
    status,
    headers: { authorization },
  })),
  { title: "no authorization", status: 401, headers: { authorization: null } },
  {
    title: "no authorization and a bad body",
    status: 401,
    headers: { authorization: null },
    body: "{}",
  },
  ...targets.map(([target, status]) => ({
    title: `POST ${target}`,
    status,
    target,
    body: validWith({ name: "db" }),
  })),
  {
    title: "another path without authorization",
    status: 404,
    target: "/",
    headers: { authorization: null },
  },
  ...["PUT", "PATCH", "DELETE", "OPTIONS"].map((method) => ({
    title: `${method} at the path of all secrets`,
    status: 405,
    method,
  })),
  ...["PUT", "OPTIONS"].map((method) => ({
    title: `${method} at the path of one secret`,
    status: 405,
    method,
    target: seedTarget,
  })),
  {
    title: "another method without authorization",
    status: 405,
    method: "PUT",
    headers: { authorization: null },
  },
  ...lists.map(([query, status]) => ({
    title: `GET all secrets with ${query || "no query"}`,
    status,
    method: "GET",
    target: secretsTarget + query,
  })),
  ...updates.map(([body, status]) => ({
    title: `PATCH with ${JSON.stringify(body)}`,
    status,
    method: "PATCH",
    target: seedTarget,
    body,
  })),
  {
    title: "PATCH with another content-type",
    status: 415,
    method: "PATCH",
    target: seedTarget,
    headers: { "content-type": "text/plain" },
    body: '{"keyName":"DB"}',
  },
  ...["GET", "DELETE"].map((method) => ({
    title: `${method} one secret`,
    status: 200,
    method,
    target: seedTarget,
    body: null,
  })),
  {
    title: "GET with a read mask",
    status: 200,
    method: "GET",
    target: `${seedTarget}?readMask=%2A`,
  },
  {
    title: "GET with an unknown parameter",
    status: 400,
    method: "GET",
    target: `${seedTarget}?mask=*`,
  },
  ...["GET", "PATCH", "DELETE"].map((method) => ({
    title: `${method} one secret without authorization`,
    status: 401,
    method,
    target: seedTarget,
    headers: { authorization: null },
    body: method === "PATCH" ? '{"keyName":"DB"}' : null,
  })),
];
