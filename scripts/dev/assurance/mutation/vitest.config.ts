import { readFileSync } from "node:fs";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import base from "../../../../vitest.config.ts";
import { ROOT } from "../solidity/contractSources.ts";

const BYTECODE = join(ROOT, "sdk", "generated", "bytecode");
/** The mutant's creation code by contract, from the file that the environment names. */
const codes = JSON.parse(readFileSync(process.env.CSCSS_MUTANT ?? "", "utf8")) as Readonly<Record<string, string>>;

/** The contract tests as they are, with the bytecode of a mutant. */
export default defineConfig({
  ...base,
  root: ROOT,
  test: {
    ...base.test,
    include: ["test/contracts/**/*.test.ts"],
    maxWorkers: 1,
    bail: 1,
    // On a busy machine the usual minute ends for tests that are slow, and their time-out would count as noticing a mutant.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ["dot"],
    // What vitest keeps on disk would hand one mutant's bytecode to the next.
    fsModuleCache: false,
  },
  plugins: [
    {
      name: "mutated-contracts",
      enforce: "pre",
      load(id: string): string | undefined {
        const name = Object.keys(codes).find((contract) => id === join(BYTECODE, `${contract}.ts`));
        if (name === undefined) return undefined;
        const text = readFileSync(id, "utf8");
        const mutated = text.replace(/"0x[0-9a-f]{20,}"/, `"${codes[name]}"`);
        if (mutated === text) throw new RangeError(`${id} has no bytecode to replace.`);
        return mutated;
      },
    },
  ],
});
