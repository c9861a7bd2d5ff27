import { join } from "node:path";
import { defineConfig } from "hardhat/config";
import config from "../../../../hardhat.config.ts";
import { coveragePlugin } from "./coveragePlugin.ts";
import { ARTIFACTS, FOLDER } from "./files.ts";

/** The project's own configuration with instrumented contracts, kept apart from the real ones. */
export default defineConfig({
  ...config,
  plugins: [coveragePlugin],
  paths: { ...config.paths, artifacts: ARTIFACTS, cache: join(FOLDER, "build") },
  // Hardhat's own instrumentation knows statements only.
  coverage: { skipFiles: ["**"] },
});
