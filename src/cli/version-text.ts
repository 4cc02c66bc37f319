import { packageVersion, specTitle, specVersion } from "../version.js";

/** Text that `--version` prints. */
export const versionText = `fireworks-gateway-client ${packageVersion} (${specTitle} ${specVersion})`;
