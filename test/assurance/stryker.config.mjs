// CSCSS_MUTATE=judging npm run mutate:sdk: changes the code of one part bit by bit and looks whether a test notices.
import { chosenPart, sampleOf } from "./mutated.ts";

const { name, code } = chosenPart();
const share = process.env.CSCSS_MUTATE_SHARE;
// What one run knows of other lines than the next one looks at would be counted in its score.
const results = `cache/stryker-${name}${share === undefined ? "" : `-${share}`}`;

export default {
  testRunner: "vitest",
  // Forks: a chain is a native object, and ending a thread that has one ends the process.
  vitest: { configFile: "test/assurance/vitest.mutation.ts", related: false, pool: "forks" },
  // CSCSS_MUTATE_SHARE=0.5 takes half of the lines, at random but always the same.
  mutate: share === undefined ? code : sampleOf(code, Number(share)),
  // Messages are for people and may change; what stands in for them is nothing to test.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: ["artifacts", "cache", "coverage", "dist", "docs", "contracts", "oracle-service", ".git"],
  // Stryker reads it with the compiler in JavaScript, which TypeScript 7 no longer is.
  tsconfigFile: "none",
  coverageAnalysis: "perTest",
  // What runs only while a file loads (constants) is set once for all tests: CSCSS_STATIC=1 mutates it too, slowly.
  ignoreStatic: process.env.CSCSS_STATIC === undefined,
  concurrency: 1,
  incremental: true,
  incrementalFile: `${results}.json`,
  tempDirName: "cache/stryker",
  cleanTempDir: "always",
  disableTypeChecks: false,
  timeoutMS: 20_000,
  reporters: ["clear-text", "json", "progress-append-only"],
  clearTextReporter: { allowColor: false, reportTests: false },
  jsonReporter: { fileName: `${results}-report.json` },
  thresholds: { high: 95, low: 90, break: 85 },
};
