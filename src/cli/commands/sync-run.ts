import {
  GatewayApiError,
  GatewayConnectionError,
  GatewayError,
  GatewayTimeoutError,
} from "../../index.js";
import { pause, type Io } from "../io.js";
import { failureOf, type Outcome } from "./outcome.js";
import { Pace } from "./pace.js";
import type { PlannedWrite } from "./sync-plan.js";

/** Calls and settings of a run. The calls do not retry. */
export interface RunSettings extends Pick<Io, "clock" | "signal"> {
  readonly create: (write: PlannedWrite) => Promise<unknown>;
  readonly update: (write: PlannedWrite) => Promise<unknown>;
  readonly skipExisting: boolean;
  /** Maximum number of writes at a time. */
  readonly concurrency: number;
  /** Called with each outcome, in the order of the writes. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Called after each write, in any order. */
  readonly onProgress: (done: number) => void;
}

const mostRetries = 2;
const mostPauses = 10;

/**
 * Writes secrets, some at a time, and goes on after a failure. Stops if the signal aborts or the
 * server refuses the key, since it would refuse it for the others too.
 *
 * @returns the outcomes; that of a write that was not tried is missing
 */
export async function runWrites(
  writes: readonly PlannedWrite[],
  settings: RunSettings,
): Promise<readonly Outcome[]> {
  const pace = new Pace(settings);
  const outcomes: Outcome[] = [];
  const queue = writes.entries();
  let isRefused = false;
  let printed = 0;
  let done = 0;

  const work = async (): Promise<void> => {
    for (const [index, write] of queue) {
      if (write.action !== "keep") await pace.turn();
      if (isRefused || settings.signal.aborted) return;
      const outcome = await writeOne(write, settings, pace);
      isRefused ||= [401, 403].includes(outcome.failure?.status ?? 0);
      outcomes[index] = outcome;
      settings.onProgress(++done);
      for (let next = outcomes[printed]; next !== undefined; next = outcomes[++printed]) {
        settings.onOutcome(next);
      }
    }
  };
  await Promise.all(Array.from({ length: settings.concurrency }, work));
  // Behind one that was not tried, which `flat` leaves out, there may be others that were.
  for (const outcome of outcomes.slice(printed).flat()) settings.onOutcome(outcome);
  return outcomes.flat();
}

async function writeOne(write: PlannedWrite, settings: RunSettings, pace: Pace): Promise<Outcome> {
  const { name, keyName } = write;
  if (write.action === "keep") return { outcome: "exists", name, keyName };
  let { action }: { action: "create" | "update" } = { action: write.action };
  const tries = { retries: 0, pauses: 0, switches: 0 };
  let isUncertain = false;
  for (;;) {
    try {
      await settings[action](write);
      pace.succeeded();
      return { outcome: action === "create" ? "created" : "updated", name, keyName };
    } catch (error) {
      isUncertain ||= mayHaveSucceeded(error);
      const code = GatewayApiError.isInstance(error) ? error.code : undefined;
      if (code === "ALREADY_EXISTS" && settings.skipExisting) {
        return { outcome: "exists", name, keyName };
      }
      const isOther = code === (action === "create" ? "ALREADY_EXISTS" : "NOT_FOUND");
      if (isOther && tries.switches++ < 2) action = action === "create" ? "update" : "create";
      else if (!(await mayRetry(error, tries, settings, pace))) {
        const failure = { ...failureOf(error), mayHaveSucceeded: isUncertain };
        return { outcome: "failed", name, keyName, failure };
      }
    }
  }
}

interface Tries {
  retries: number;
  pauses: number;
}

/** Waits before a retry. Every write may be repeated: a second creation becomes an update. */
async function mayRetry(
  error: unknown,
  tries: Tries,
  settings: RunSettings,
  pace: Pace,
): Promise<boolean> {
  const answer = GatewayApiError.isInstance(error) ? error : undefined;
  if (answer?.status === 429 || answer?.retryAfter !== undefined) {
    if (tries.pauses++ >= mostPauses) return false;
    pace.limited(answer.retryAfter ?? backoff(tries.pauses));
    await pace.turn();
  } else {
    if (!isTemporary(error, answer?.status) || tries.retries++ >= mostRetries) return false;
    await pause(settings, backoff(tries.retries));
  }
  return !settings.signal.aborted;
}

const isTemporary = (error: unknown, status = 0): boolean =>
  GatewayConnectionError.isInstance(error) ||
  GatewayTimeoutError.isInstance(error) ||
  [408, 500, 502, 503, 504].includes(status);

const mayHaveSucceeded = (error: unknown): boolean =>
  !GatewayError.isInstance(error) || error.mayHaveSucceeded;

/** Milliseconds before a retry: from half of that on, so that the retries of a burst spread. */
const backoff = (count: number): number => 500 * 2 ** (count - 1) * (0.5 + Math.random() / 2);
