import type { Create, Target } from "./peer.js";
import { createSecret } from "./raw-fetch.js";

const timeout = 60_000;

export function prepare(target: Target): Create {
  return async (secret) => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), timeout);
    try {
      return await createSecret(target, secret, controller.signal);
    } finally {
      clearTimeout(timer);
    }
  };
}
