import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What seldom fails alone, waits for timeouts, or loads an OpenAPI parser: the slowest last. */
const later = ["cli.test", "/input/", "/faults/", "leaks", "deadline", "outcomes", "contract.test"];

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

// What judges src/ at run time; nothing that builds, packs or compiles, or that tries at random or ten thousand times.
export default defineConfig({
  test: {
    include: [
      "test/{client,errors,http,transport,leaks}.test.ts",
      "test/{judge,readings,ending-search,redact,response-body,error-body,connection-failure}.test.ts",
      "test/{retry,retry-after,shared-abort,google-rpc,secret-name,operation-contract}.test.ts",
      "test/faults/{abort,deadline,outcomes,redirects,responses,retries}.test.ts",
      "test/input/*.test.ts",
      "test/{attempt,cli,contract,fake-gateway,mock-server}.test.ts",
    ],
    sequence: { sequencer: LikeliestFirst },
    // Starting a worker for each file would cost half of the time.
    isolate: false,
    // A mutant that hangs is found by its test's own timeout.
    testTimeout: 5000,
  },
});
