import { GatewayInputError } from "../index.js";

/** 0: done. 1: failed. 2: what was given cannot be used, and nothing was sent. */
export type ExitCode = 0 | 1 | 2;

/** Why a command ends, in one line for whoever called it. */
export class CommandError extends Error {
  static {
    this.prototype.name = "CommandError";
  }

  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What was given cannot be used. */
export const usageError = (message: string): CommandError => new CommandError(2, message);

/** What the client's options are called on the command line. */
const names: Readonly<Record<string, string>> = {
  accountId: "--account",
  apiKey: "FIREWORKS_API_KEY",
  baseUrl: "--base-url",
  secretId: "--name",
  timeout: "--timeout",
};

/** Puts an error in the words of the command line. */
export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  if (!GatewayInputError.isInstance(error)) return new CommandError(1, String(error));
  const { field, message } = error;
  return usageError(`${names[field] ?? field}${message.slice(field.length)}`);
}
