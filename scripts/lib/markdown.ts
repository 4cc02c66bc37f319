import { format, resolveConfig } from "prettier";

/** Formats Markdown with the project's Prettier options. */
export const formatMarkdown = async (path: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(path)), parser: "markdown" });

/** Escapes a text for one line of Markdown: compiler messages are full of special characters. */
export const escapeMarkdown = (text: string): string =>
  text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*<>[\]|]|(?<!\w)_|_(?!\w)/g, "\\$&");
