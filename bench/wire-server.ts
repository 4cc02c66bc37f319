import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { workspace } from "./workspace.js";

/** Starts a server of creations on loopback, in a process of its own. */
export async function startServer(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = fork(join(workspace, "children", "wire-server.js"), { execArgv: [] });
  const [{ port }] = await once(server, "message");
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      const exit = once(server, "exit");
      server.disconnect();
      await exit;
    },
  };
}
