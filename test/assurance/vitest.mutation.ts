import { defineConfig } from "vitest/config";

// The tests that judge sdk/verify and sdk/seal without a chain: thousands of mutants can be run against nothing slower.
const TESTS = {
  verify: ["test/vectors/attacks.test.ts", "test/sdk/verify/memoryNonceStore.test.ts"],
  seal: ["test/sdk/seal/*.test.ts"],
};
const { CSCSS_MUTATE: folder } = process.env;

export default defineConfig({
  test: {
    include: folder === "seal" || folder === "verify" ? TESTS[folder] : [...TESTS.seal, ...TESTS.verify],
    // Thousands of openings in one test; those of form.test.ts and of the vectors do here.
    testNamePattern: /^(?!.*E1: refuses every single)/,
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 120_000,
  },
});
