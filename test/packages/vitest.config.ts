import { join } from "node:path";
import { defineConfig } from "vitest/config";

// npm run test:package: what is published, packed and installed as a stranger would. It needs a package registry, or what npm
// keeps of one; so it is no part of `npm test`.
export default defineConfig({
  // What a test starts to have something to try on comes from the sources; what is tried is installed.
  ssr: { resolve: { conditions: ["cscss-source", "module", "node", "development|production"] } },
  root: join(import.meta.dirname, "..", ".."),
  test: {
    include: ["test/packages/*.test.ts"],
    globalSetup: "test/packages/support/installPackages.ts",
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
