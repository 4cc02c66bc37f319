import { Console } from "node:console";
import { Writable } from "node:stream";
import { inspect } from "node:util";

/** What every program holds, so that nothing in it is there because of the value in question. */
const everywhere = new Set<unknown>([
  globalThis,
  process,
  ...[Object, Function, Array, Promise, Map, Set, String, Number, Symbol, Error, Response].flatMap(
    (builtin): unknown[] => [builtin, builtin.prototype],
  ),
]);

/** What `console.error` prints of a value, in the ways in which people print. */
export function printed(value: unknown): string {
  let output = "";
  const stream = new Writable({
    write(chunk, _encoding, done) {
      output += String(chunk);
      done();
    },
  });
  const printer = new Console({ stdout: stream, stderr: stream });
  printer.error(value);
  printer.error("failed: %s %o %O %j", value, value, value, plainJson(value));
  printer.dir(value, { depth: Infinity, showHidden: true });
  printer.table(value);
  printer.trace(value);
  return output;
}

/** Every string that can be reached from a value. */
function reachableStrings(value: unknown): string[] {
  const texts: string[] = [];
  walk(value, texts, new Set());
  walk(cloned(value), texts, new Set());
  return texts;
}

/** Every text that can be reached from a value, whichever way one looks or prints. */
export function reachableText(value: unknown): string {
  const texts = reachableStrings(value);
  texts.push(
    inspect(value, { depth: Infinity, showHidden: true, getters: true }),
    inspect(value, { depth: Infinity, showHidden: true, customInspect: false }),
    plainJson(value),
    printed(value),
  );
  return texts.join("\n\0\n");
}

function walk(value: unknown, texts: string[], seen: Set<unknown>): void {
  if (seen.has(value) || everywhere.has(value)) return;
  texts.push(asText(value));
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return;
  seen.add(value);
  if (value instanceof Map || value instanceof Set) {
    for (const entry of value.entries()) walk(entry, texts, seen);
  }
  if (value instanceof ArrayBuffer) texts.push(Buffer.from(value).toString());
  if (ArrayBuffer.isView(value)) {
    texts.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString());
    return;
  }
  for (let holder: object | null = value; holder; holder = parentOf(holder)) {
    for (const name of Reflect.ownKeys(holder)) {
      texts.push(String(name));
      walk(readFrom(value, holder, name), texts, seen);
    }
  }
}

function parentOf(holder: object): object | null {
  const parent: unknown = Reflect.getPrototypeOf(holder);
  return typeof parent === "object" && !everywhere.has(parent) ? parent : null;
}

function readFrom(value: object, holder: object, name: string | symbol): unknown {
  const { get, value: held } = Reflect.getOwnPropertyDescriptor(holder, name) ?? {};
  if (!get) return held;
  try {
    return get.call(value);
  } catch (error) {
    return String(error);
  }
}

function asText(value: unknown): string {
  try {
    // oxlint-disable-next-line typescript/no-base-to-string -- whatever it makes of itself
    return String(value);
  } catch (error) {
    return String(error);
  }
}

function plainJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch (error) {
    return String(error);
  }
}

function cloned(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch (error) {
    return String(error);
  }
}
