import { createInterface } from "node:readline/promises";
import { interruptedError, usageError } from "../command-error.js";
import type { CommandContext } from "./command.js";

/**
 * Asks before something is deleted, unless `--yes` is set.
 *
 * @throws CommandError if there is no terminal to ask at, or the answer is not yes
 */
export async function confirmDeletion({ io, values }: CommandContext, what: string): Promise<void> {
  if (values.yes) return;
  requireTerminal(io.stdin.isTTY);
  const { stdin, stderr, signal } = io;
  const reader = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await reader.question(`Delete ${what}? [y/N] `, { signal });
    if (/^y(es)?$/i.test(answer.trim())) return;
  } catch {
    throw interruptedError();
  } finally {
    reader.close();
  }
  throw usageError("cancelled; nothing was deleted");
}

/** @throws CommandError before anything is sent, if `--yes` is needed and not set */
export function requireConfirmable({ io, values }: CommandContext): void {
  if (!values.yes) requireTerminal(io.stdin.isTTY);
}

function requireTerminal(isTTY: boolean | undefined): void {
  if (!isTTY) throw usageError("stdin is not a terminal to ask at; add --yes to delete");
}
