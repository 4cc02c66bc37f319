import { packageVersion, specTitle, specVersion } from "../version.js";

/** What `--version` prints. */
export const versionText = `fireworks-gateway-client ${packageVersion} (${specTitle} ${specVersion})`;
