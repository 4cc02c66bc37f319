import { fieldsOf, textOf, type JsonObject } from "../lib/json.js";
import { pointerSegment } from "./references.js";

/** The reference of a mapping's value, which may also be the bare name of a schema. */
export const mappedReference = (value: string): string =>
  value.includes("/") || value.startsWith("#")
    ? value
    : `#/components/schemas/${pointerSegment(value)}`;

/** References of a discriminator's mapping. */
export const mappedReferences = (discriminator: JsonObject): string[] =>
  Object.values(fieldsOf(discriminator["mapping"])).map((value) => mappedReference(textOf(value)));
