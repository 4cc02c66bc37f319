/**
 * An error that the user of a command can fix. Its message is one line and all that is printed: no stack.
 */
export class CommandError extends Error {
  static {
    this.prototype.name = "CommandError";
  }
}

/** Runs `work` and puts the name of the file that it reads before the message of a CommandError. */
export async function inFile<Result>(
  name: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new CommandError(`${name}: ${error.message}`, { cause: error });
  }
}
