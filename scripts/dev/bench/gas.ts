import { measureActs } from "./gas/acts.ts";
import { measureBlock } from "./gas/block.ts";
import { measureDictionary } from "./gas/dictionary.ts";
import { openGasLab } from "./gas/GasLab.ts";
import { measureHashes } from "./gas/hashes.ts";
import { measureIssuing } from "./gas/issuing.ts";
import { measureWallets } from "./gas/wallets.ts";
import type { Benchmark, BenchReport } from "./harness/Benchmark.ts";

/** Gas, the same in every run but for a few bytes of chance in what is sealed. */
export const gas: Benchmark = {
  name: "gas",
  title: "Gas on the in-process EVM",
  async run({ say }): Promise<BenchReport> {
    const lab = await openGasLab(say);
    const parts: BenchReport[] = [];
    try {
      for (const measure of [
        measureIssuing,
        measureHashes,
        measureDictionary,
        measureWallets,
        measureActs,
        measureBlock,
      ]) {
        parts.push(await measure(lab));
      }
    } finally {
      await lab.stage.local.close();
    }
    return {
      tables: parts.flatMap(({ tables }) => tables),
      figures: Object.assign({}, ...parts.map(({ figures }) => figures)),
    };
  },
};
