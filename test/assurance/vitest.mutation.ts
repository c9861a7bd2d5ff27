import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import type { TestSpecification } from "vitest/node";
import { BaseSequencer } from "vitest/node";
import { chosenPart } from "./mutated.ts";

const { tests } = chosenPart();

/** A mutant is done with at the first test that fails: the quick ones go first. */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => tests.findIndex((test) => moduleId.endsWith(test));
    return files.toSorted((one, other) => rank(one) - rank(other));
  }
}

/** The tests that judge the part that is mutated. */
export default defineConfig({
  // Where Stryker works, node_modules leads back to the sources that are not mutated: packages are found beside the tests.
  resolve: {
    alias: [
      { find: /^@cscss-me\/sdk$/, replacement: resolve("sdk/index.ts") },
      { find: /^@cscss-me\/sdk\/(\w+)$/, replacement: `${resolve("sdk")}/$1.ts` },
    ],
  },
  test: {
    include: tests,
    sequence: { sequencer: QuickestFirst },
    // Long searches are cut short; see test/fixtures/effort.ts.
    env: { CSCSS_MUTATING: "1" },
    // It would keep mutated code of one run for the next.
    fsModuleCache: false,
    pool: "forks",
    maxWorkers: 1,
    isolate: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
