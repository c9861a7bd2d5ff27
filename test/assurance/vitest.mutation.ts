import { defineConfig } from "vitest/config";
import { chosenPart } from "./mutated.ts";

/** The tests that judge the part that is mutated. */
export default defineConfig({
  test: {
    include: chosenPart().tests,
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
