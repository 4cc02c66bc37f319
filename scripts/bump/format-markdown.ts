import { format, resolveConfig } from "prettier";

/** Lays Markdown out as the project's own format check wants it. */
export const formatMarkdown = async (path: string, text: string): Promise<string> =>
  format(text, { ...(await resolveConfig(path)), parser: "markdown" });
