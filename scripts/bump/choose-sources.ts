import { CommandError, inFile } from "../lib/command-error.js";
import { offersAny } from "../vendor/incoming-document.js";
import type { Source } from "../vendor/read-source.js";
import type { ExpectedOperation } from "../vendor/vendored-document.js";

/** The sources of a bump by what they are for. */
export interface ChosenSources {
  /** The source of the vendored document. */
  readonly vendored: Source;
  /** Sources of operations that overlays describe. */
  readonly described: readonly Source[];
}

/**
 * Finds among several sources the one of the vendored document.
 *
 * @param expected operations of the vendored document
 * @throws CommandError when several sources have them, or one cannot be read
 */
export async function chooseSources(
  sources: readonly Source[],
  expected: readonly ExpectedOperation[],
): Promise<ChosenSources> {
  const candidates = await Promise.all(
    sources.map(async (source) => {
      const { name, bytes } = source;
      return (await inFile(name, () => offersAny(bytes, expected))) ? [source] : [];
    }),
  );
  const [first, ...others] = candidates.flat();
  if (others.length > 0) {
    const names = [first, ...others].map((source) => source?.name).join(" and ");
    throw new CommandError(`expected one source of the vendored document, found ${names}`);
  }
  // The import says what is wrong with a source that has none of them.
  const vendored = first ?? sources[0];
  if (!vendored) throw new CommandError("expected a source, found none");
  return { vendored, described: sources.filter((source) => source !== vendored) };
}
