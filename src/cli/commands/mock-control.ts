import { setTimeout as wait } from "node:timers/promises";
import { createFakeGateway, type FakeGateway } from "../../testing.js";

/** The reserved path of a mock, under which its behaviour is set over HTTP. */
const root = "/__mock__";

const longestDelay = 600_000;
const mostTimes = 10_000;

/** A fake gateway that programs in any language can set up over HTTP. */
export function createControlledGateway(): Pick<FakeGateway, "fetch"> {
  let fake = createFakeGateway();
  let delay = 0;

  const actions: Readonly<Record<string, (settings: Settings) => unknown>> = {
    [`POST ${root}/respond`](settings) {
      const { status, body, headers } = settings.only("status", "body", "headers", "times");
      const times = settings.number("times", 1, mostTimes, 1);
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- respondOnce refuses every other headers
      const answer = { status: Number(status), body, headers: headers as Record<string, string> };
      for (let count = 0; count < times; count++) fake.respondOnce(answer);
    },
    [`POST ${root}/fail`](settings) {
      settings.only("times");
      const times = settings.number("times", 1, mostTimes, 1);
      for (let count = 0; count < times; count++) fake.failOnce();
    },
    [`POST ${root}/delay`](settings) {
      settings.only("milliseconds");
      delay = settings.number("milliseconds", 0, longestDelay);
    },
    [`GET ${root}/requests`]: () => fake.requests,
    [`DELETE ${root}`]() {
      fake = createFakeGateway();
      delay = 0;
    },
  };

  return {
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (pathname !== root && !pathname.startsWith(`${root}/`)) {
        // A server that is closed does not wait for it.
        if (delay > 0) await wait(delay, undefined, { ref: false });
        return fake.fetch(request);
      }
      const action = actions[`${request.method} ${pathname}`];
      if (action === undefined)
        return answerWith(404, `expected ${Object.keys(actions).join(", ")}`);
      try {
        const result = action(new Settings(await request.text()));
        return result === undefined ? new Response(null, { status: 204 }) : Response.json(result);
      } catch (error) {
        return answerWith(400, Object(error).message);
      }
    },
  };
}

const answerWith = (status: number, message: string): Response =>
  Response.json({ message }, { status });

/** The body of a request to the reserved path; an empty one is an empty object. */
class Settings {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(text: string) {
    const body: unknown = text === "" ? {} : parse(text);
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      throw new TypeError("the body must be a JSON object");
    }
    this.#fields = Object.fromEntries(Object.entries(body));
  }

  /** The fields; none may have another name. */
  only(...names: readonly string[]): Readonly<Record<string, unknown>> {
    const unknown = Object.keys(this.#fields).find((name) => !names.includes(name));
    if (unknown === undefined) return this.#fields;
    throw new TypeError(`unknown field; expected ${names.join(", ")}`);
  }

  number(name: string, least: number, most: number, otherwise?: number): number {
    const value = this.#fields[name] ?? otherwise;
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) {
      return Number(value);
    }
    throw new RangeError(`${name} must be a whole number from ${least} to ${most}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TypeError("the body must be a JSON object");
  }
}
