import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // vitest leaves one core unused, which on two is half of the machine.
    maxWorkers: "100%",
    include: ["test/**/*.test.ts"],
    // The compiler runs in many a test; a busy machine must not turn it into a failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    typecheck: { enabled: true, include: ["test/**/*.test-d.ts"], tsconfig: "tsconfig.json" },
    coverage: {
      provider: "v8",
      include: ["src/**/*.ts"],
      exclude: ["src/generated/**"],
      thresholds: { lines: 100, branches: 100, functions: 100, statements: 100 },
    },
  },
});
