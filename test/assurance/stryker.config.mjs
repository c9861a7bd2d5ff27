// npm run mutate:sdk: changes the code bit by bit and looks whether a test notices. CSCSS_MUTATE=seal or =verify takes one
// folder with the tests that matter for it.
const folder = process.env.CSCSS_MUTATE;
const folders = folder === undefined ? ["verify", "seal"] : [folder];

export default {
  testRunner: "vitest",
  vitest: { configFile: "test/assurance/vitest.mutation.ts", related: false },
  mutate: folders.map((name) => `sdk/${name}/**/*.ts`),
  // Messages are for people and may change; what stands in for them is nothing to test.
  mutator: { excludedMutations: ["StringLiteral"] },
  ignorePatterns: ["artifacts", "cache", "coverage", "dist", "docs", "contracts", "oracle-service", "scripts", ".git"],
  // Stryker reads it with the compiler in JavaScript, which TypeScript 7 no longer is.
  tsconfigFile: "none",
  coverageAnalysis: "perTest",
  concurrency: 1,
  incremental: true,
  incrementalFile: "cache/stryker-incremental.json",
  tempDirName: "cache/stryker",
  cleanTempDir: "always",
  disableTypeChecks: false,
  timeoutMS: 20_000,
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: "cache/stryker-report.json" },
  thresholds: { high: 95, low: 90, break: 85 },
};
