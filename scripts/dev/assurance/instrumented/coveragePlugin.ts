import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { HardhatPlugin } from "hardhat/types/plugins";
import { HITS, POINTS, ROOT } from "./files.ts";
import { HITS_LIBRARY, HITS_SOURCE, instrument } from "./instrument.ts";

const CONTRACTS = join(ROOT, "contracts") + sep;
const reported = new Set<string>();

/** Instruments our contracts, not the tests, while they are built, and notes down what runs on chains of this process. */
export const coveragePlugin: HardhatPlugin = {
  id: "cscss-contract-coverage",
  hookHandlers: {
    solidity: async () => ({
      default: async () => ({
        async preprocessProjectFileBeforeBuilding(context, sourceName, path, content, version, next) {
          if (!path.startsWith(CONTRACTS)) return next(context, sourceName, path, content, version);
          const file = relative(ROOT, path).split(sep).join("/");
          const { source, points } = instrument(file, content);
          mkdirSync(POINTS, { recursive: true });
          writeFileSync(join(POINTS, `${file.replaceAll("/", "_")}.json`), JSON.stringify({ file, points }));
          return next(context, sourceName, path, source, version);
        },
        async preprocessSolcInputBeforeBuilding(context, input, next) {
          const sources = { ...input.sources, [HITS_SOURCE]: { content: HITS_LIBRARY } };
          return next(context, { ...input, sources });
        },
      }),
    }),
    network: async () => ({
      default: async () => ({
        // Written at once and only once each: a test's process may be ended at any time.
        async onCoverageData(_context, tags) {
          const fresh = [...new Set(tags)].filter((tag) => !reported.has(tag));
          if (fresh.length === 0) return;
          for (const tag of fresh) reported.add(tag);
          mkdirSync(HITS, { recursive: true });
          appendFileSync(join(HITS, `${process.pid}.txt`), `${fresh.join("\n")}\n`);
        },
      }),
    }),
  },
};
