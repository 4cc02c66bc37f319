import type { GatewayInputError } from "../index.js";

/** 0: done. 1: failed. 2: invalid arguments or input, and nothing was sent. */
export type ExitCode = 0 | 1 | 2;

/** The reason why a command ends, in one line. */
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

/** Invalid arguments or input. */
export const usageError = (message: string): CommandError => new CommandError(2, message);

/** A signal ended the command before it sent anything. */
export const interruptedError = (): CommandError =>
  new CommandError(1, "interrupted; nothing was sent");

/** The names of the client's options on the command line. */
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
  if (!isInputError(error)) return new CommandError(1, String(error));
  const { field, message } = error;
  return usageError(`${names[field] ?? field}${message.slice(field.length)}`);
}

// By its name: the class itself would load the client for every mistyped option.
const isInputError = (error: unknown): error is GatewayInputError =>
  error instanceof Error && error.name === "GatewayInputError" && "field" in error;
