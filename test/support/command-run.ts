import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { main } from "../../src/cli/main.js";

/** What a command is surrounded by, where it is not nothing. */
export interface CommandSetting {
  /** What is piped in. */
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether all three streams are a terminal. */
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
}

/** A command under way in this process. */
export interface RunningCommand {
  readonly stdin: PassThrough & { isTTY: boolean };
  readonly stdout: PassThrough & { isTTY: boolean };
  readonly stderr: PassThrough & { isTTY: boolean };
  readonly ended: Promise<{ code: number; stdout: string; stderr: string }>;
}

export function startCommand(
  args: readonly string[],
  { stdin = "", env = {}, isTTY = false, signal = new AbortController().signal }: CommandSetting,
): RunningCommand {
  const stream = () => Object.assign(new PassThrough(), { isTTY });
  const streams = { stdin: stream(), stdout: stream(), stderr: stream() };
  if (!isTTY) streams.stdin.end(stdin);
  const outputs = Promise.all([text(streams.stdout), text(streams.stderr)]);
  const end = async () => {
    const code = await main(args, { ...streams, env, signal });
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
