import { describe, expect, test } from "vitest";
import { GatewayProtocolError } from "../../src/index.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { answer, answerWithoutEnd, FaultServer } from "../support/fault-server.js";

const codes = [301, 302, 303, 307, 308] as const;
const harmless: readonly number[] = [301, 302, 307, 308];

const cases = codes.flatMap((status) =>
  (["the same origin", "another origin", "a relative path", "nowhere"] as const).map(
    (to) => [status, to] as const,
  ),
);

describe("a redirect", () => {
  test.each(cases)("%i to %s is rejected, and nothing is sent again", async (status, to) => {
    await using elsewhere = await FaultServer.start({ answers: [answer(200, created)] });
    const locations = {
      "the same origin": () => `${server.url}/moved`,
      "another origin": () => `${elsewhere.url}/moved`,
      "a relative path": () => "../moved",
      nowhere: () => undefined,
    };
    await using server = await FaultServer.start({
      answers: [
        (socket, request) => {
          const location = locations[to]();
          answer(status, "moved", location ? { location } : {})(socket, request);
        },
        answer(200, created),
      ],
    });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayProtocolError.isInstance(error)) throw error;
    expect(error.message).toBe(
      `${status}: redirects are not followed, since they could send the secret to another host; check baseUrl`,
    );
    expect(error).toMatchObject({ status, mayHaveSucceeded: !harmless.includes(status) });
    expect(server.requests).toHaveLength(1);
    expect(elsewhere.requests).toHaveLength(0);
  });

  test.each([300, 304, 305, 306, 399, 600, 999])(
    "or another status that is no final answer, %i, may have succeeded",
    async (status) => {
      await using server = await FaultServer.start({ answers: [answer(status)] });
      const client = canaryClient({ baseUrl: server.url });
      const { error } = await endingOf(() => client.createSecret(canaryBody));
      expect(error).toMatchObject({ name: "GatewayProtocolError", status, mayHaveSucceeded: true });
      expect(server.requests).toHaveLength(1);
    },
  );

  test("releases its connection, whatever its body is", async () => {
    await using server = await FaultServer.start({
      answers: [answerWithoutEnd(307)],
    });
    const client = canaryClient({ baseUrl: server.url });
    await endingOf(() => client.createSecret(canaryBody));
    await expect(server.released()).resolves.toBeUndefined();
  });

  test("that the platform hides, as browsers do, counts as one and may have succeeded", async () => {
    const client = canaryClient({ fetch: () => Promise.resolve(Response.error()) });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({
      name: "GatewayProtocolError",
      status: 0,
      mayHaveSucceeded: true,
    });
  });

  test.each([200, 404, 503])(
    "that a custom fetch followed to a %i is rejected too",
    async (status) => {
      await using server = await FaultServer.start({
        answers: [answer(302, "", { location: "/moved" }), answer(status, created)],
      });
      const client = canaryClient({
        baseUrl: server.url,
        fetch: (url, init) => fetch(url, { ...init, redirect: "follow" }),
      });
      const { error } = await endingOf(() => client.createSecret(canaryBody));
      expect(error).toMatchObject({
        name: "GatewayProtocolError",
        message: 'the custom fetch followed a redirect; it must honour redirect: "manual"',
        status,
        mayHaveSucceeded: true,
      });
      expect(server.requests).toHaveLength(2);
    },
  );
});
