import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";
import { chromiumProgram } from "../support/chromium.js";

/** A runtime in which the suite is to pass. */
export interface Runtime {
  readonly name: string;
  /** Path of its program; undefined if this machine has none. */
  readonly program: string | undefined;
  readonly kind: "process" | "workerd" | "page";
  /** Arguments before the file to run. */
  readonly options?: readonly string[];
  /** True if it reports the reason of a failed connection as a code. */
  readonly namesFailures: boolean;
  /** True if its stacks go on over every await: those of Node do, Bun's do not. */
  readonly namesCallers: boolean;
  /** True unless it is known to send each request at most once. */
  readonly mayResend: boolean;
}

/** A runtime that this machine has. */
export type AvailableRuntime = Runtime & { readonly program: string };

const modules = join(projectRoot, "test", "runtimes", "node_modules");
const { platform, arch } = process;

/** Every runtime that this package promises to work in. */
export function promisedRuntimes(): readonly Runtime[] {
  return [
    ...[20, 22, 24, 26].map((major): Runtime => ({
      name: `Node ${major}`,
      program: nodeProgram(major),
      kind: "process",
      namesFailures: true,
      namesCallers: true,
      mayResend: false,
    })),
    {
      name: "Bun",
      program: installed(`@oven/bun-${platform}-${arch === "arm64" ? "aarch64" : arch}/bin/bun`),
      kind: "process",
      namesFailures: true,
      namesCallers: false,
      mayResend: false,
    },
    {
      name: "Deno",
      program: installed(`@deno/${platform}-${arch}-glibc/deno`),
      kind: "process",
      options: ["run", "--no-prompt", "--allow-net=127.0.0.1"],
      namesFailures: false,
      namesCallers: false,
      mayResend: true,
    },
    {
      name: "workerd",
      program: installed(
        `@cloudflare/workerd-${platform}-${arch === "x64" ? "64" : arch}/bin/workerd`,
      ),
      kind: "workerd",
      namesFailures: false,
      namesCallers: false,
      mayResend: true,
    },
    {
      name: "Chromium",
      program: chromiumProgram(),
      kind: "page",
      namesFailures: false,
      namesCallers: false,
      mayResend: true,
    },
  ];
}

function nodeProgram(major: number): string | undefined {
  const own = process.version.startsWith(`v${major}.`) ? process.execPath : undefined;
  return installed(`node-${major}-${platform}-${arch}/bin/node`) ?? own;
}

function installed(path: string): string | undefined {
  const program = join(modules, path);
  return existsSync(program) ? program : undefined;
}
