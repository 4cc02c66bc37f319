import type { ExitCode } from "./command-error.js";
import type { Io, OutputStream } from "./io.js";
import { printable } from "./printable.js";

const colours = { red: 31, green: 32, yellow: 33 } as const;

export type Colour = keyof typeof colours;

/** Settings of an output. */
export interface OutputOptions {
  /** Prints each result as one line of JSON. */
  readonly isJson: boolean;
  /** Leaves out what is neither a result nor an error. */
  readonly isQuiet: boolean;
}

/** A word in colour before a text. */
export interface Mark {
  readonly word: string;
  readonly colour: Colour;
}

/**
 * Prints results to stdout and everything else to stderr. A stream that fails is written to no more,
 * and the command goes on.
 */
export class Output {
  readonly #io: Io;
  readonly #options: OutputOptions;
  readonly #failures = new Map<OutputStream, unknown>();
  readonly #used = new Set<OutputStream>();
  #progress = "";

  constructor(io: Io, options: OutputOptions) {
    this.#io = io;
    this.#options = options;
  }

  /** Prints a result: `data` as JSON, or `text` for a person. */
  result(data: unknown, text: string, mark?: Mark): void {
    const { stdout } = this.#io;
    if (this.#options.isJson) this.#write(stdout, printable(JSON.stringify(data)));
    else this.#write(stdout, this.#marked(stdout, text, mark));
  }

  /** Prints something beside the results. */
  note(text: string): void {
    if (!this.#options.isQuiet) this.#write(this.#io.stderr, lines(text));
  }

  warning(text: string): void {
    if (this.#options.isQuiet) return;
    const { stderr } = this.#io;
    this.#write(stderr, this.#marked(stderr, text, { word: "warning:", colour: "yellow" }));
  }

  error(text: string): void {
    const { stderr } = this.#io;
    this.#write(stderr, this.#marked(stderr, text, { word: "error:", colour: "red" }));
  }

  /** Shows a line at a terminal until something else is printed or it is cleared by "". */
  progress(text: string): void {
    const { stderr } = this.#io;
    if (!stderr.isTTY || this.#options.isQuiet || text === this.#progress) return;
    this.#progress = text;
    this.#send(stderr, `\r\u001b[K${printable(text)}`);
  }

  /**
   * Waits until everything is written.
   *
   * @returns the exit code: 1 in place of 0 if results could not be written. A reader that closed
   * stdout wants no more of them, which is no failure.
   */
  async finish(exitCode: ExitCode): Promise<ExitCode> {
    await Promise.all(Array.from(this.#used, (stream) => this.#flush(stream)));
    const failure = this.#failures.get(this.#io.stdout);
    if (failure === undefined || codeOf(failure) === "EPIPE") return exitCode;
    this.error(`cannot write to stdout (${codeOf(failure)})`);
    return exitCode === 0 ? 1 : exitCode;
  }

  #marked(stream: OutputStream, text: string, mark?: Mark): string {
    if (mark === undefined) return lines(text);
    const isPlain = !stream.isTTY || this.#io.env["NO_COLOR"];
    const word = isPlain ? mark.word : `\u001b[${colours[mark.colour]}m${mark.word}\u001b[39m`;
    return `${word} ${lines(text)}`;
  }

  #write(stream: OutputStream, text: string): void {
    this.progress("");
    this.#send(stream, `${text}\n`);
  }

  #send(stream: OutputStream, text: string): void {
    if (this.#failures.has(stream)) return;
    if (!this.#used.has(stream)) stream.on("error", (error) => this.#failed(stream, error));
    this.#used.add(stream);
    try {
      stream.write(text);
    } catch (error) {
      // Node 20 throws where a device is full.
      this.#failed(stream, error);
    }
  }

  #failed(stream: OutputStream, error: unknown): void {
    if (!this.#failures.has(stream)) this.#failures.set(stream, error);
  }

  async #flush(stream: OutputStream): Promise<void> {
    if (this.#failures.has(stream)) return;
    await new Promise<void>((resolve) => void stream.write("", () => resolve()));
  }
}

/** Line breaks are this program's own; foreign texts come in single lines, made printable. */
const lines = (text: string): string => text.split("\n").map(printable).join("\n");

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown error";
