/** Times a cold import, and the making of a client where a function's name is given, in ms. */
import { performance } from "node:perf_hooks";

const [specifier = "", factory] = process.argv.slice(2);

const started = performance.now();
const module: Record<string, () => unknown> = await import(specifier);
if (factory !== undefined) module[factory]?.();
console.log(performance.now() - started);
