import { format, resolveConfig } from "prettier";

/** Lays Markdown out as the project's own format check wants it. */
export const formatMarkdown = async (path: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(path)), parser: "markdown" });

/** One line of text as Markdown that shows it as it is: the compiler's words are full of marks. */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*<>[\]|]|(?<!\w)_|_(?!\w)/g, "\\$&");
