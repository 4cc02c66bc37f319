/** Loads what the command line loads when it is first needed. */
export const modules = await Promise.all([
  import("../../src/cli/help.js"),
  import("../../src/cli/commands/completion.js"),
  import("../../src/cli/commands/create-secret.js"),
  import("../../src/cli/commands/delete-secret.js"),
  import("../../src/cli/commands/get-secret.js"),
  import("../../src/cli/commands/list-secrets.js"),
  import("../../src/cli/commands/mock.js"),
  import("../../src/cli/commands/sync.js"),
  import("../../src/cli/commands/update-secret.js"),
]);
