import { defineConfig } from "vitest/config";

/** The packages of this repository by their sources, as `node -C cscss-source` finds them. */
const CONDITION = "cscss-source";

export default defineConfig({
  ssr: { resolve: { conditions: [CONDITION, "module", "node", "development|production"] } },
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/fixtures/requireBuild.ts",
    // `npm run test:package`, which needs a package registry.
    exclude: ["test/packages/**", "**/node_modules/**"],
    // A process a file: a chain is a native object of its process, and dies with it.
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A second is what one look may take on a busy machine.
    expect: { poll: { timeout: 20_000 } },
    coverage: {
      provider: "v8",
      include: ["sdk/**/*.ts"],
      exclude: ["sdk/generated/**"],
      reporter: ["text-summary", "json-summary", "html"],
    },
  },
});
