/** Stands for the repository's address wherever the project cannot know it: a release fills it in. */
export const placeholder = "https://repository.example/fireworks-gateway-client";

/** Address of the repository in which a GitHub workflow runs; `undefined` outside one. */
export function addressFrom(env: NodeJS.ProcessEnv): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env;
  return server && repository ? `${server}/${repository}` : undefined;
}

/** Replaces the placeholder in a manifest. */
export const withAddress = (manifest: string, address: string): string =>
  manifest.replaceAll(placeholder, address);

const relativeLink = /\]\((?!https?:|#|mailto:)(?:\.\/)?([^)\s]+)\)/g;

/** Makes the relative links of a page absolute: on a registry's page they lead nowhere. */
export const withAbsoluteLinks = (page: string, address: string, tag: string): string =>
  page.replaceAll(relativeLink, (_link, path: string) => `](${address}/blob/${tag}/${path})`);

/** Says what of a package cannot be published as it is. */
export function addressProblems(manifest: string, readme: string): string[] {
  const links = [...readme.matchAll(relativeLink)].map(([, path]) => path);
  return [
    ...(manifest.includes(placeholder)
      ? [`package.json: expected the repository's address, found ${placeholder}`]
      : []),
    ...(links.length > 0
      ? [`README.md: expected absolute links, found ${[...new Set(links)].join(", ")}`]
      : []),
  ];
}
