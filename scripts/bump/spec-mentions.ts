/** Updates each mention of the document's version in a page, such as `Gateway REST API 4.259.0`. */
export const withMentions = (page: string, title: string, version: string): string =>
  page.replaceAll(mentionsOf(title), (_mention, words: string) => `${words}${version}`);

/** The versions of the document that a page mentions. */
export const mentionedVersions = (page: string, title: string): string[] =>
  [...page.matchAll(mentionsOf(title))].map(([, , version = ""]) => version);

/** Matches a mention, with a line break between any two of its words or as the address of a badge has it. */
function mentionsOf(title: string): RegExp {
  const words = title.split(/\s+/).map((word) => word.replaceAll(/\W/g, "\\$&"));
  return new RegExp(`(${[...words, ""].join("[\\s_-]+")})(\\d+(?:\\.\\d+)+)`, "g");
}
