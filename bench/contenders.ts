import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { benchFolder } from "./workspace.js";

/** Something that a user could create a secret with. */
export interface Contender {
  /** How tables call it. */
  readonly name: string;
  /** Its module in peers/. */
  readonly peer: string;
  /** What a program imports it by, from the workspace. */
  readonly specifier: string;
  /** The package that its version is told of, and that an installation holds at run time. */
  readonly packageName: string;
  /** A generator's output needs nothing of the generator at run time. */
  readonly isGenerated?: boolean;
}

const peer = (name: string, file = name): Contender => ({
  name,
  peer: file,
  specifier: name,
  packageName: name,
});

export const ours = peer("fireworks-gateway-client");
export const openapiFetch = peer("openapi-fetch");

/** What an application would write without any client. */
export const rawFetch = { name: "raw fetch", peer: "raw-fetch" };

/** The same with a deadline, no redirects and a limit on what is read: the honest limit of any client. */
export const protectedFetch = {
  name: "raw fetch with the same protections",
  peer: "raw-fetch-protected",
};

const generated = (name: string, file: string, specifier: string): Contender => ({
  name: `${name} generated`,
  peer: file,
  specifier,
  packageName: name,
  isGenerated: true,
});

export const contenders: readonly Contender[] = [
  ours,
  openapiFetch,
  generated("orval", "orval", "../clients/orval.js"),
  generated("@hey-api/openapi-ts", "hey-api", "../clients/hey-api/sdk.gen.js"),
  peer("ofetch"),
  peer("@octokit/request", "octokit-request"),
  peer("ky"),
  peer("openai"),
  peer("axios"),
];

/** The version that was measured. */
export async function versionOf({ packageName }: Contender): Promise<string> {
  const folder = packageName === ours.packageName ? ".." : join("node_modules", packageName);
  const manifest: { version: string } = JSON.parse(
    await readFile(join(benchFolder, folder, "package.json"), "utf8"),
  );
  return manifest.version;
}
