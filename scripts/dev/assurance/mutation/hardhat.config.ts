import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "hardhat/config";
import config from "../../../../hardhat.config.ts";
import { ROOT } from "../solidity/contractSources.ts";

const FOLDER = join(ROOT, "cache", "mutation");
/** The mutated source, from the file that the environment names. */
const { file, content } = JSON.parse(readFileSync(process.env.CSCSS_MUTANT_SOURCE ?? "", "utf8")) as {
  readonly file: string;
  readonly content: string;
};

/** The project's own configuration with one source exchanged, kept apart from the real artifacts. */
export default defineConfig({
  ...config,
  paths: { ...config.paths, artifacts: join(FOLDER, "artifacts"), cache: join(FOLDER, "build") },
  plugins: [
    {
      id: "cscss-mutant",
      hookHandlers: {
        solidity: async () => ({
          default: async () => ({
            async preprocessProjectFileBeforeBuilding(context, sourceName, path, original, version, next) {
              return next(context, sourceName, path, path === join(ROOT, file) ? content : original, version);
            },
          }),
        }),
      },
    },
  ],
});
