/** What is created in every comparison. */
export interface NewSecret {
  readonly name: string;
  readonly keyName: string;
  readonly value: string;
}

/** Where a client sends to, and as whom. */
export interface Target {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly accountId: string;
  readonly fetch: typeof fetch;
}

/** Creates a secret and resolves with its name; rejects where the server did not create it. */
export type Create = (secret: NewSecret) => Promise<string>;
