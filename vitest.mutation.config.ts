import { basename } from "node:path";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { slow, toolchain } from "./vitest.config.js";

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
      "test/properties.test.ts",
      // Bundles src/ anew, into which a mutant does not reach.
      "test/http/operation-at.test.ts",
      // Judges what is written down of the command line, not how that runs.
      "test/cli/reference.test.ts",
    ],
    sequence: { sequencer: LikeliestFirst },
    // Starting a worker for each file would cost half of the time.
    isolate: false,
    // A mutant that hangs is found by its test's own timeout.
    testTimeout: 5000,
  },
});
