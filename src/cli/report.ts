import type { Result } from "./create-one.js";
import type { RequestPreview } from "./preview.js";
import type { Output, Surroundings } from "./surroundings.js";

const colours = { red: 31, green: 32, yellow: 33 } as const;

/** Prints what a command has to say: results to stdout, everything else to stderr. */
export class Report {
  readonly #surroundings: Surroundings;
  readonly #json: boolean;

  /** @param json whether results are printed as one line of JSON each */
  constructor(surroundings: Surroundings, json: boolean) {
    this.#surroundings = surroundings;
    this.#json = json;
  }

  /** Says something beside the results. */
  note(text: string): void {
    this.#surroundings.stderr.write(`${text}\n`);
  }

  error(text: string): void {
    const { stderr } = this.#surroundings;
    this.note(`${this.#coloured(stderr, "red", "error")}: ${text}`);
  }

  /** @param text the result as a person reads it */
  result(data: unknown, text: string): void {
    this.#surroundings.stdout.write(`${this.#json ? JSON.stringify(data) : text}\n`);
  }

  preview(preview: RequestPreview): void {
    const { method, url, body } = preview;
    this.result(preview, `${method} ${url}\n${JSON.stringify(body, null, 2)}`);
  }

  /** @param advice what to do where the secret may exist */
  creation({ failure, ...result }: Result, advice: string): void {
    const { status, name } = result;
    const colour = status === "created" ? "green" : "yellow";
    const text = `${this.#coloured(this.#surroundings.stdout, colour, status)} ${name}`;
    if (!failure) {
      this.result(result, text);
      return;
    }
    if (this.#json) this.result({ ...result, ...failure }, text);
    this.error(`${name}: ${failure.message}`);
    if (failure.mayHaveSucceeded) this.note(`It may have been created all the same: ${advice}`);
  }

  #coloured(output: Output, colour: keyof typeof colours, text: string): string {
    const plain = !output.isTTY || this.#surroundings.env["NO_COLOR"];
    return plain ? text : `\u001b[${colours[colour]}m${text}\u001b[39m`;
  }
}
