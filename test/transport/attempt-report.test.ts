import { expect, test, vi } from "vitest";
import { notify, type AttemptReport } from "../../src/transport/attempt-report.js";

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
  const listener = vi.fn<(report: AttemptReport) => void>();
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
])("a listener that %s is ignored", async (_how, listener: (report: AttemptReport) => unknown) => {
  const unhandled = vi.fn<(reason: unknown) => void>();
  process.on("unhandledRejection", unhandled);
  try {
    notify(listener, report);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).not.toHaveBeenCalled();
  } finally {
    process.off("unhandledRejection", unhandled);
  }
});
