/** A page of the site that is made of a file of this project. */
export interface SitePage {
  /** Path of the file in the project. */
  readonly source: string;
  /** Path of the page in the site, without its extension. */
  readonly path: string;
  readonly title: string;
}

/** A group of pages in the sidebar. */
export interface SiteSection {
  readonly title: string;
  readonly pages: readonly SitePage[];
}

const guide = (path: string, title: string): SitePage => ({
  source: `docs/${path}.md`,
  path,
  title,
});

const atRoot = (source: string, path: string, title: string): SitePage => ({ source, path, title });

/** The landing page. */
export const landing: SitePage = guide("index", "Home");

/** Every other page that is made of a file, in the order of the sidebar. */
export const sections: readonly SiteSection[] = [
  {
    title: "Guide",
    pages: [
      guide("get-started", "Get started"),
      guide("options", "Options"),
      guide("errors", "Errors and outcomes"),
      guide("retries", "Retries and timeouts"),
      guide("paging", "Paging"),
      guide("redaction", "Redaction"),
    ],
  },
  {
    title: "Recipes",
    pages: [
      guide("recipes", "Sync, rotate, audit"),
      guide("recipes-platforms", "Frameworks and runtimes"),
      guide("recipes-observability", "Observability"),
    ],
  },
  {
    title: "Tools",
    pages: [
      guide("cli", "Command line"),
      guide("testing", "Testing"),
      guide("types", "Types and document"),
    ],
  },
  {
    title: "About",
    pages: [
      guide("how-it-stays-true", "How it stays true"),
      guide("outcomes", "Table of outcomes"),
      atRoot("bench/RESULTS.md", "benchmarks", "Benchmarks"),
      atRoot("CHANGELOG.md", "changelog", "Changelog"),
      atRoot("SECURITY.md", "security", "Security"),
    ],
  },
  {
    title: "For maintainers",
    pages: [
      atRoot("CONTRIBUTING.md", "contributing", "Contributing"),
      guide("verdicts", "Verdicts"),
      atRoot("CODE_OF_CONDUCT.md", "code-of-conduct", "Code of conduct"),
    ],
  },
];

/** Every page that is made of a file. */
export const filePages: readonly SitePage[] = [landing, ...sections.flatMap(({ pages }) => pages)];
