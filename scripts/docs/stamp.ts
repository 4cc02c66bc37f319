import { title, version as specVersion } from "../../src/generated/spec.js";
import { packageVersion } from "../../src/version.js";

/** Versions of the package and of the document, as shown on each page. */
export const stamp = `fireworks-gateway-client ${packageVersion} · ${title} ${specVersion}`;
