import { usageError } from "../command-error.js";

const [cancel, endOfInput, backspace, enter, newline] = [0x03, 0x04, 0x08, 0x0d, 0x0a];
const [tab, killLine, escape, firstPrintable, erase] = [0x09, 0x15, 0x1b, 0x20, 0x7f];
const [pasteStart, pasteEnd] = ["[200~", "[201~"];

/** One line as a terminal in raw mode sends it, in pieces of any size. */
export class TypedLine {
  #bytes: number[] = [];
  #escaped: string | undefined;
  #isPasting = false;
  #isEnded = false;
  #isCancelled = false;
  #hasMoreLines = false;
  #hasControl = false;

  /** True once nothing more is expected, except characters that are still on their way. */
  get isComplete(): boolean {
    return this.#isCancelled || (this.#isEnded && !this.#isPasting);
  }

  /** True once the input is refused, since more than one line has arrived. */
  get hasMoreLines(): boolean {
    return this.#hasMoreLines;
  }

  add(bytes: Uint8Array): void {
    for (const byte of bytes) this.#addByte(byte);
  }

  /** @throws CommandError if the input was cancelled or is not one line of text */
  read(): string {
    if (this.#isCancelled || !this.#isEnded) throw usageError("cancelled; nothing was sent");
    if (this.#hasMoreLines) {
      throw usageError("the value has several lines; use --from-file, or pipe it in");
    }
    if (this.#hasControl) {
      throw usageError(
        "the value has a control character, as of an arrow key; use --from-file, or pipe it in",
      );
    }
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
        Uint8Array.from(this.#bytes),
      );
    } catch {
      throw usageError("the value is not UTF-8");
    }
  }

  #addByte(byte: number): void {
    if (this.#escaped !== undefined && this.#continueEscape(this.#escaped, byte)) return;
    if (byte === escape) this.#escaped = "";
    else if (byte === cancel || byte === endOfInput) this.#isCancelled = true;
    else if (byte === enter || byte === newline) this.#isEnded = true;
    else if (this.#isEnded) this.#hasMoreLines = true;
    else this.#edit(byte);
  }

  /** Follows an escape sequence; all but the marks of a paste are refused in the end. */
  #continueEscape(escaped: string, byte: number): boolean {
    const sequence = escaped + String.fromCharCode(byte);
    this.#escaped = undefined;
    if (sequence === pasteStart || sequence === pasteEnd) this.#isPasting = sequence === pasteStart;
    else if (pasteStart.startsWith(sequence) || pasteEnd.startsWith(sequence)) {
      this.#escaped = sequence;
    } else {
      this.#hasControl = true;
      return false;
    }
    return true;
  }

  #edit(byte: number): void {
    if (byte === erase || byte === backspace) this.#eraseCharacter();
    else if (byte === killLine) {
      this.#bytes = [];
      this.#hasControl = false;
    } else if (byte < firstPrintable && byte !== tab) this.#hasControl = true;
    else this.#bytes.push(byte);
  }

  #eraseCharacter(): void {
    // The bytes 10xxxxxx continue a character of UTF-8.
    const start = this.#bytes.findLastIndex((byte) => (byte & 0xc0) !== 0x80);
    this.#bytes.splice(Math.max(0, start));
  }
}
