export { title as specTitle, version as specVersion } from "./generated/spec.js";

/** This package's version, as package.json has it. */
export const packageVersion = "0.1.0";
