import { fieldsOf, textOf, type Json } from "../lib/json.js";

/**
 * Address of the project's repository: that of the workflow that runs, else that of package.json.
 *
 * @returns undefined if neither is known
 */
export function repositoryAddress(
  packageJson: Json,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = environment;
  if (server && name) return `${server}/${name}`;
  const { repository } = fieldsOf(packageJson);
  const address = textOf(
    typeof repository === "string" ? repository : (fieldsOf(repository)["url"] ?? ""),
  );
  return /^(?:git\+)?(https:\/\/.+?)(?:\.git)?$/.exec(address)?.[1];
}
