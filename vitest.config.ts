import { configDefaults, defineConfig } from "vitest/config";

/** What judges scripts/ and what they make: nothing in it runs the source of the package itself. */
const toolchain = [
  "build",
  "bump",
  "check-drift",
  "diff-spec",
  "generate",
  "import-spec",
  "mutations",
  "next-operation",
  "open-bump",
  "package",
  "read-source",
  "results",
  "select-operations",
  "snippets",
  "start",
  "verdict",
  "workflows",
].map((name) => `test/${name}.test.ts`);

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
          exclude: [...configDefaults.exclude, ...toolchain],
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
    ],
  },
});
