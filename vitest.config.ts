import { configDefaults, defineConfig } from "vitest/config";

/** Tests of scripts/ and of what they produce. None of them runs the package's source in this process. */
const toolchain = ["test/{scripts,mutations,package,project}/**/*.test.ts"];

/** They need tools that `npm ci` does not install. */
const recipes = ["test/recipes/*.test.ts"];

export default defineConfig({
  test: {
    // vitest leaves one core unused, which on two is half of the machine.
    maxWorkers: "100%",
    // The compiler runs in many a test; a busy machine must not turn it into a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
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
          exclude: [...configDefaults.exclude, ...toolchain, ...recipes],
        },
      },
      {
        extends: true,
        test: {
          name: "toolchain",
          include: toolchain,
          // A compiler takes a second to load: a worker keeps it from file to file.
          isolate: false,
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
          name: "recipes",
          include: recipes,
          globalSetup: ["test/recipes/tools.ts"],
          // Whole tools start in them.
          testTimeout: 300_000,
        },
      },
    ],
  },
});
