/** Brings each mention of the document and its version, such as `Gateway REST API 4.259.0`, up to date. */
export const withMentions = (page: string, title: string, version: string): string =>
  page.replaceAll(mentionsOf(title), (_mention, words: string) => `${words}${version}`);

/** The versions of the document that a page tells. */
export const mentionedVersions = (page: string, title: string): string[] =>
  [...page.matchAll(mentionsOf(title))].map(([, , version = ""]) => version);

/** A line may break between any two words of it. */
function mentionsOf(title: string): RegExp {
  const words = title.split(/\s+/).map((word) => word.replaceAll(/\W/g, "\\$&"));
  return new RegExp(`(${[...words, ""].join("\\s+")})(\\d+(?:\\.\\d+)+)`, "g");
}
