import { title, version as specVersion } from "../../src/generated/spec.js";
import { packageVersion } from "../../src/version.js";

/** What a page says of what it describes. */
export const stamp = `fireworks-gateway-client ${packageVersion} · ${title} ${specVersion}`;
