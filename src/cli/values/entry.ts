/** One entry of a file of secrets. */
export interface Entry {
  readonly keyName: string;
  readonly value: string;
}

/** A file that cannot be read safely. The message says where and what to do, and never a value. */
export class FileProblem extends Error {
  static {
    this.prototype.name = "FileProblem";
  }
}

/** The number of the line, from 1, in which an offset is. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
