import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { systemClock, type Clock } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";

/** The surroundings of a command; by default there is nothing. */
export interface CommandSetting {
  /** Text or bytes that are piped in. */
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether all three streams are a terminal. */
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

type TestStream = PassThrough & { isTTY: boolean };

/** A command that runs in this process. */
export interface RunningCommand {
  readonly stdin: TestStream;
  readonly stdout: TestStream;
  readonly stderr: TestStream;
  readonly ended: Promise<{ code: number; stdout: string; stderr: string }>;
}

export function startCommand(
  args: readonly string[],
  setting: CommandSetting = {},
): RunningCommand {
  const { stdin = "", env = {}, isTTY = false, clock = systemClock } = setting;
  const { signal = new AbortController().signal } = setting;
  const stream = () => Object.assign(new PassThrough(), { isTTY });
  const streams = { stdin: stream(), stdout: stream(), stderr: stream() };
  if (!isTTY) streams.stdin.end(stdin);
  const outputs = Promise.all([text(streams.stdout), text(streams.stderr)]);
  const end = async () => {
    const code = await main(args, { ...streams, env, signal, clock });
    streams.stdout.end();
    streams.stderr.end();
    const [stdout, stderr] = await outputs;
    return { code, stdout, stderr };
  };
  return { ...streams, ended: end() };
}

/** Runs a command to its end. */
export const runCommand = (args: readonly string[], setting: CommandSetting = {}) =>
  startCommand(args, setting).ended;
