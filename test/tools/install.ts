import { installLocked } from "../support/install-locked.js";

/** Installs the tools before their tests. */
export const setup = (): Promise<void> => installLocked(import.meta.dirname);
