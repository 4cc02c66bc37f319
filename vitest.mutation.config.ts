import { basename } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { recipes, slow, toolchain, tools } from "./vitest.config.js";

/** What seldom fails alone, waits for timeouts, or loads an OpenAPI parser: the slowest last. */
const later = ["/cli/", "/input/", "/faults/", "leaks", "outcomes", "withholding", "contract.test"];

/** The test of the mutated file first, then the quick ones: the first test that fails is enough. */
class LikeliestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const mutated = this.ctx.config.related?.map((file) => basename(file, ".ts")) ?? [];
    const rank = ({ moduleId }: TestSpecification): number => {
      if (mutated.includes(basename(moduleId, ".test.ts"))) return -2;
      return later.findLastIndex((part) => moduleId.includes(part));
    };
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

// What runs src/ in the test's own process; nothing that builds, compiles or tries at random.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: [
      ...configDefaults.exclude,
      ...toolchain,
      ...slow,
      ...recipes,
      tools,
      "test/properties.test.ts",
      // It needs a worker of its own.
      "test/cli.test.ts",
    ],
    // Modules that are loaded within a test would keep what they computed for another mutant.
    setupFiles: "test/support/load-commands.ts",
    sequence: { sequencer: LikeliestFirst },
    // Starting a worker for each file would cost half of the time.
    isolate: false,
    // Stryker ends a mutant that hangs, by the time that the tests take without it.
    testTimeout: 60_000,
  },
});
