import { defineConfig } from "vitest/config";

// The tests that judge sdk/verify and sdk/seal without a chain: thousands of mutants can be run against nothing slower.
export default defineConfig({
  test: {
    include: ["test/vectors/attacks.test.ts", "test/sdk/seal/*.test.ts", "test/sdk/verify/*.offline.test.ts"],
    // Thousands of openings in one test; its vectors do here.
    testNamePattern: /^(?!.*E1: refuses every single)/,
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 120_000,
  },
});
