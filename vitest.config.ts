import { configDefaults, defineConfig } from "vitest/config";

/** Tests of scripts/ and of what they produce. None of them runs the package's source in this process. */
export const toolchain = ["test/{scripts,mutations,package,project}/**/*.test.ts"];

/** Those of the package as it would be published, which is packed once for all of them. */
const ofPackage = ["test/package/*.test.ts"];

/** Tests that take a process or a compiler for each of many cases, or try a case ten thousand times. */
export const slow = [
  "test/cli/{dot-env-readers,process,sync-process,shell-examples,terminal}.test.ts",
  "test/{faults,secrets}/endurance.test.ts",
  "test/mutations/*.test.ts",
  "test/package/compilers.test.ts",
  "test/project/every-snippet.test.ts",
  "test/scripts/bump/{open-pull-request,whole-bump}.test.ts",
  "test/scripts/verdict/{every-place,redocly-diffs}.test.ts",
];

/** Tests with other people's tools, which are installed for them alone. */
export const tools = "test/tools/**/*.test.ts";

/** Tests of recipes, which need tools that `npm ci` does not install. */
export const recipes = ["test/recipes/*.test.ts"];

/** Tests that load src/ anew, as a program that starts does. */
const isolated = ["test/{cli,client,errors}.test.ts"];

export default defineConfig({
  test: {
    // vitest leaves one core unused, which on two is half of the machine.
    maxWorkers: "100%",
    // Only what hangs may end here: a busy machine must not turn a compiler's run into a failure.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // Modules are loaded once for each worker instead of once for each file.
    isolate: false,
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/generated/**"],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
    projects: [
      {
        extends: true,
        test: {
          name: "client",
          include: ["test/**/*.test.ts"],
          exclude: [
            ...configDefaults.exclude,
            ...toolchain,
            ...slow,
            ...isolated,
            tools,
            ...recipes,
          ],
        },
      },
      { extends: true, test: { name: "client-isolated", include: isolated, isolate: true } },
      {
        extends: true,
        test: {
          name: "toolchain",
          include: toolchain,
          exclude: [...configDefaults.exclude, ...slow, ...ofPackage],
          // src/ is checked as the type contract's own imports reach it; all the rest by `npm run typecheck`.
          typecheck: {
            enabled: true,
            include: ["test/**/*.test-d.ts"],
            tsconfig: "test/tsconfig.types.json",
          },
        },
      },
      {
        extends: true,
        test: {
          name: "toolchain-package",
          include: ofPackage,
          exclude: [...configDefaults.exclude, ...slow],
          globalSetup: "test/package/pack-once.ts",
        },
      },
      {
        extends: true,
        test: {
          name: "recipes",
          include: recipes,
          globalSetup: ["test/recipes/tools.ts"],
          // Whole tools start in them.
          testTimeout: 300_000,
        },
      },
      { extends: true, test: { name: "slow", include: slow } },
      {
        extends: true,
        test: { name: "tools", include: [tools], globalSetup: "test/tools/install.ts" },
      },
    ],
  },
});
