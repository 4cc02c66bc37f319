import { expect, test, vi } from "vitest";
import { notify } from "../../src/transport/attempt-report.js";

const report = {
  operation: "Gateway_Test",
  attempt: 1,
  status: 200,
  requestId: undefined,
  durationMs: 3,
  error: undefined,
  retryInMs: undefined,
};

test("a listener is called with the report, at once", () => {
  const listener = vi.fn();
  notify(listener, report);
  expect(listener.mock.calls).toEqual([[report]]);
});

test.each([
  [
    "throws",
    () => {
      throw new Error("broken logger");
    },
  ],
  ["rejects", () => Promise.reject(new Error("broken logger"))],
])("a listener that %s is ignored", async (_how, listener) => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  try {
    expect(() => notify(listener, report)).not.toThrow();
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  } finally {
    process.off("unhandledRejection", unhandled);
  }
});
