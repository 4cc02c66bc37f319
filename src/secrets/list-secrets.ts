import { GatewayProtocolError } from "../errors/gateway-protocol-error.js";
import { ownOptions, checkWholeNumber } from "../input/option-checks.js";
import type { Secret, SecretPage } from "./secret.js";

/** The secrets of an account, requested page by page as they are iterated over. */
export interface SecretList extends AsyncIterable<Secret> {
  /** Iterates over the pages instead of their secrets. A page may be empty before the end. */
  pages(): AsyncIterable<SecretPage>;
  /**
   * Collects the secrets in an array.
   *
   * @param options `max`: the number of secrets after which it stops. Default: all of them.
   */
  toArray(options?: { readonly max?: number | undefined }): Promise<Secret[]>;
}

/** Requests the page of a token; without one, the first page. */
export type RequestPage = (pageToken: string | undefined) => Promise<SecretPage>;

export function createSecretList(
  requestPage: RequestPage,
  firstToken: string | undefined,
): SecretList {
  const pages = (): AsyncGenerator<SecretPage> => pagesFrom(firstToken, requestPage);
  async function* secrets(): AsyncGenerator<Secret> {
    for await (const page of pages()) yield* page.secrets;
  }
  return {
    pages,
    [Symbol.asyncIterator]: secrets,
    async toArray(options) {
      const { max = Infinity } = ownOptions(options, ["max"]);
      if (max !== Infinity) checkWholeNumber("max", max);
      const collected: Secret[] = [];
      if (max === 0) return collected;
      for await (const secret of secrets()) {
        collected.push(secret);
        if (collected.length >= max) break;
      }
      return collected;
    },
  };
}

async function* pagesFrom(
  firstToken: string | undefined,
  requestPage: RequestPage,
): AsyncGenerator<SecretPage> {
  const tokens = new Set<string | undefined>();
  for (let token = firstToken; ;) {
    tokens.add(token);
    const page = await requestPage(token);
    yield page;
    token = page.nextPageToken;
    if (token === undefined) return;
    if (tokens.has(token)) {
      throw new GatewayProtocolError("200 with a repeated nextPageToken", false, 200, undefined);
    }
  }
}
