import { fastFormats } from "ajv-formats/dist/formats.js";

/**
 * The formats that are regular expressions. Some of ajv-formats' formats are functions, and bundling one
 * adds all of them: 2 KiB.
 */
export const formatPatterns: ReadonlyMap<string, RegExp> = new Map([
  ...Object.entries(fastFormats).flatMap(([name, format]): [string, RegExp][] => {
    const pattern = typeof format === "object" && "validate" in format ? format.validate : format;
    return pattern instanceof RegExp ? [[name, pattern]] : [];
  }),
  // Authors mean a URI by it; ajv-formats refuses addresses such as http://localhost.
  ["url", /^[a-z][a-z0-9+\-.]*:(?:\/?\/)?[^\s]*$/i],
  ["byte", /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/],
]);
