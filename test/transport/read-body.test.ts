import { describe, expect, test } from "vitest";
import {
  cancelQuietly,
  discardBody,
  readBody,
  type Cancellable,
} from "../../src/transport/read-body.js";

const text = "twelve bytes";
const bytes = new TextEncoder().encode(text);
const heldBodies: Cancellable[] = [];
const interruption = { holdBody: (body: Cancellable) => void heldBodies.push(body) };
const tooLong = /^exceeds [\d.]+ KiB$/;
const brokenOff = "ended early";

async function read(response: Response, limit = 12): Promise<string> {
  const outcome = await readBody(response, limit, interruption);
  return typeof outcome === "string" ? outcome : new TextDecoder().decode(outcome);
}

/** A response whose body comes in these pieces. */
function inPieces(...pieces: readonly unknown[]): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    }),
  );
}

/** A response as a fetch from before streams gives it. */
function streamless(arrayBuffer: () => Promise<ArrayBuffer>, body: unknown): Response {
  return Object.defineProperties(new Response(""), {
    body: { value: body },
    arrayBuffer: { value: arrayBuffer },
  });
}

describe("a body", () => {
  test("is read up to its limit, which it may reach", async () => {
    expect(await read(new Response(text))).toBe(text);
    expect(await read(new Response(text), 11)).toMatch(tooLong);
  });

  test("that is too long is told by its limit", async () => {
    expect(await read(new Response("x".repeat(2049)), 2048)).toBe("exceeds 2 KiB");
  });

  test("may be missing, or empty", async () => {
    expect(await read(new Response(null, { status: 204 }))).toBe("");
    expect(await read(new Response(""))).toBe("");
    expect(await read(inPieces())).toBe("");
  });

  test("may come in many pieces, some of them empty", async () => {
    expect(await read(inPieces(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).toBe(text);
    const nothing = new Uint8Array();
    const pieces = [nothing, bytes.slice(0, 5), nothing, bytes.slice(5), nothing];
    expect(await read(inPieces(...pieces), 15)).toBe(text);
  });

  test("of one piece is not copied", async () => {
    const piece = bytes.slice();
    expect(await readBody(inPieces(piece), 12, interruption)).toBe(piece);
  });

  test("is stopped at its limit, and its connection released", async () => {
    let isCancelled = false;
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(5)),
      cancel: () => {
        isCancelled = true;
      },
    });
    expect(await read(new Response(endless))).toMatch(tooLong);
    expect(isCancelled).toBe(true);
  });

  test("of empty pieces without end, which leave a timer no turn, is stopped", async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array()),
    });
    expect(await read(new Response(endless))).toMatch(tooLong);
  });

  test("may fail when it is stopped at its limit", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(13)),
      cancel: () => Promise.reject(new Error("no")),
    });
    expect(await read(new Response(body))).toMatch(tooLong);
  });

  test("may break off", async () => {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(bytes),
      pull: () => Promise.reject(new Error("ECONNRESET")),
    });
    expect(await read(new Response(body))).toBe(brokenOff);
  });

  test("of pieces that are not bytes counts as one that broke off", async () => {
    expect(await read(inPieces("text"))).toBe(brokenOff);
    expect(await read(inPieces(null))).toBe(brokenOff);
  });

  test("is handed over while it is read, so that it can be cancelled", async () => {
    heldBodies.length = 0;
    const reading = read(new Response(new ReadableStream()));
    expect(heldBodies).toHaveLength(1);
    await heldBodies[0]?.cancel();
    expect(await reading).toBe("");
  });
});

const whole = () => Promise.resolve(bytes.slice().buffer);

const reset = () => Promise.reject(new Error("ECONNRESET"));

describe("a body from a fetch without streams", () => {
  const nodeStream = { on: () => {}, pipe: () => {} };

  test("is read whole, up to the same limit", async () => {
    expect(await read(streamless(whole, nodeStream))).toBe(text);
    expect(await read(streamless(whole, nodeStream), 11)).toMatch(tooLong);
  });

  test("may break off", async () => {
    expect(await read(streamless(reset, nodeStream))).toBe(brokenOff);
  });

  test("may be hidden", async () => {
    expect(await read(streamless(() => Promise.resolve(new ArrayBuffer()), undefined))).toBe("");
  });
});

describe("a body that nobody will read", () => {
  test("is cancelled", async () => {
    let isCancelled = false;
    const body = new ReadableStream({
      cancel: () => {
        isCancelled = true;
      },
    });
    discardBody(new Response(body));
    expect(isCancelled).toBe(true);
  });

  test.each<[string, Cancellable | null]>([
    ["is missing", null],
    ["fails when it is cancelled", { cancel: () => Promise.reject(new Error("no")) }],
    [
      "throws when it is cancelled",
      {
        cancel: () => {
          throw new Error("no");
        },
      },
    ],
  ])("may be one that %s", async (_how, body) => {
    await expect(cancelQuietly(body)).resolves.toBeUndefined();
  });

  test("may be one that others are reading", async () => {
    const body = new ReadableStream();
    body.getReader();
    await expect(cancelQuietly(body)).resolves.toBeUndefined();
  });
});
