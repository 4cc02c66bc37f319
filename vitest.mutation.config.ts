import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Unit tests first: they are quick, and one failing test is enough. */
class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const slowness = ({ moduleId }: TestSpecification): number =>
      ["/input/", "/faults/", "leaks"].findIndex((slow) => moduleId.includes(slow));
    return Promise.resolve(files.toSorted((a, b) => slowness(a) - slowness(b)));
  }
}

// What judges src/ at run time; nothing that builds, packs or compiles, or that tries at random.
export default defineConfig({
  test: {
    include: [
      "test/{client,errors,http,transport,leaks}.test.ts",
      "test/{judge,redact,response-body,error-body,connection-failure}.test.ts",
      "test/{retry,retry-after,shared-abort,google-rpc,secret-name,operation-contract}.test.ts",
      "test/{faults,input}/**/*.test.ts",
      "test/{fake-gateway,contract}.test.ts",
      "test/cli/**/*.test.ts",
    ],
    sequence: { sequencer: QuickestFirst },
    // A mutant that hangs is found by its test's own timeout.
    testTimeout: 5000,
  },
});
