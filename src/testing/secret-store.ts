import type { OperationId } from "../operations/operation.js";
import type { CreateSecretBody, Secret, UpdateSecretBody } from "../secrets/secret.js";
import { refusal, type FakeAnswer } from "./fake-answer.js";
import { invalid, type ValidRequest } from "./validate-request.js";

const defaultPageSize = 50;
const largestPageSize = 200;

interface Stored {
  /** Position in the order of creation, which page tokens refer to. */
  readonly position: number;
  readonly secret: Secret;
}

/** The secrets of all accounts, without their values, and the operations on them. */
export class SecretStore {
  readonly #secrets = new Map<string, Stored>();
  #created = 0;

  /** All secrets in the order of creation. */
  get secrets(): readonly Secret[] {
    return [...this.#secrets.values()].map(({ secret }) => secret);
  }

  /** Carries out an operation. */
  answer({ operation, path, query, body }: ValidRequest): FakeAnswer {
    const { account_id: account = "", secret_id: id = "" } = path;
    const name = fullName(account, id);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- validated against the document before
    const bodies = { create: body as CreateSecretBody, update: body as UpdateSecretBody };
    const answers: Readonly<Record<OperationId, () => FakeAnswer>> = {
      Gateway_CreateSecret: () => this.#create(account, bodies.create),
      Gateway_UpdateSecret: () => this.#update(name, bodies.update),
      Gateway_GetSecret: () => this.#found(name, ({ secret }) => masked(secret, query["readMask"])),
      Gateway_DeleteSecret: () => this.#found(name, () => (this.#secrets.delete(name), {})),
      Gateway_ListSecrets: () => this.#list(account, query),
    };
    return answers[operation]();
  }

  #create(account: string, { name: given, keyName }: CreateSecretBody): FakeAnswer {
    const prefix = fullName(account, "");
    const id = given.startsWith(prefix) ? given.slice(prefix.length) : given;
    if (id === "" || id.includes("/")) return invalid(`name must be ${prefix}ID, or the ID alone`);
    const name = fullName(account, id);
    if (this.#secrets.has(name)) return refusal(409, "ALREADY_EXISTS", `${name} already exists`);
    this.#created += 1;
    return this.#store(name, { position: this.#created, secret: { name, keyName } });
  }

  #update(name: string, { keyName }: UpdateSecretBody): FakeAnswer {
    const stored = this.#secrets.get(name);
    return stored
      ? this.#store(name, { ...stored, secret: { name, keyName } })
      : refusal(404, "NOT_FOUND", `${name} not found`);
  }

  #store(name: string, stored: Stored): FakeAnswer {
    this.#secrets.set(name, stored);
    return { status: 200, body: stored.secret };
  }

  #found(name: string, contentOf: (stored: Stored) => unknown): FakeAnswer {
    const stored = this.#secrets.get(name);
    return stored
      ? { status: 200, body: contentOf(stored) }
      : refusal(404, "NOT_FOUND", `${name} not found`);
  }

  #list(account: string, query: ValidRequest["query"]): FakeAnswer {
    const { pageSize = "0", pageToken = "", readMask } = query;
    if (!/^\d+$/.test(pageSize)) return invalid("pageSize must be a whole number, 0 or more");
    const after = pageToken === "" ? 0 : positionOf(pageToken);
    if (after === undefined) return invalid("pageToken is not one of this list");
    const size = Math.min(Number(pageSize) || defaultPageSize, largestPageSize);
    const all = [...this.#secrets.values()].filter(({ secret }) =>
      secret.name.startsWith(fullName(account, "")),
    );
    const rest = all.filter(({ position }) => position > after);
    const page = rest.slice(0, size);
    const last = rest.length > size ? page.at(-1) : undefined;
    return {
      status: 200,
      body: {
        secrets: page.map(({ secret }) => masked(secret, readMask)),
        nextPageToken: last ? tokenOf(last.position) : "",
        totalSize: all.length,
      },
    };
  }
}

const fullName = (account: string, id: string): string => `accounts/${account}/secrets/${id}`;

/** In base64, so that nobody takes it for a number to count with. */
const tokenOf = (position: number): string => btoa(`after ${position}`);

function positionOf(token: string): number | undefined {
  try {
    const position = /^after (\d+)$/.exec(atob(token))?.[1];
    return position === undefined ? undefined : Number(position);
  } catch {
    return undefined;
  }
}

/** The fields of a read mask; all of them for none, an empty one or `*`. */
function masked(secret: Secret, readMask = ""): unknown {
  if (readMask === "" || readMask === "*") return secret;
  const fields = readMask.split(",").map((field) => field.trim());
  return Object.fromEntries(Object.entries(secret).filter(([name]) => fields.includes(name)));
}
