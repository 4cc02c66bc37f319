import { describe, expect, test } from "vitest";
import { withProgress } from "../../../scripts/lib/progress.js";

const shownOn = async (isTTY: boolean, work: () => Promise<string>): Promise<string[]> => {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) };
  await withProgress("Comparing", work, stream).catch(() => {});
  return written;
};

describe("progress", () => {
  test("is shown at a terminal while the work is done, and gone when it is done or has failed", async () => {
    const clear = "\r\u001B[2K";
    const shown = [`${clear}Comparing ...`, clear];

    expect(await shownOn(true, () => Promise.resolve("done"))).toEqual(shown);
    expect(await shownOn(true, () => Promise.reject(new Error("failed")))).toEqual(shown);
  });

  test("is not shown unless stderr is a terminal", async () => {
    expect(await shownOn(false, () => Promise.resolve("done"))).toEqual([]);
  });
});
