import { help } from "../../src/cli/help.js";
import { commandNames } from "../../src/cli/table.js";

/** docs/cli.md: the help of the command line, as one page. */
export function cliReference(): string {
  const sections = commandNames.map((name) => `## ${name}\n\n${block(help(name))}`);
  return `# The command line

<!-- Written by \`npm run docs:cli\` from src/cli/table.ts. -->

${block(help(undefined))}

${sections.join("\n\n")}
`;
}

const block = (text: string): string => `\`\`\`text\n${text}\n\`\`\``;
