import type { BenchReport } from "../harness/Benchmark.ts";
import type { Call } from "../harness/sendInFew.ts";
import { sendInFew, TRANSACTION_GAS } from "../harness/sendInFew.ts";
import type { GasLab, Specimen } from "./GasLab.ts";

/** The block gas limit DESIGN's figure is about. */
const BLOCK_GAS = 30_000_000;

/** How many diplomas of 1.5 KB fit into a block, the batches sized so that they fill it. */
export async function measureBlock(lab: GasLab): Promise<BenchReport> {
  const { ours, eas } = lab;
  const ways: [string, (part: readonly Specimen[]) => Call][] = [
    ["CSCSS ME profile 2", (part) => ours.batch(part.map(({ records }) => records[2]))],
    ["CSCSS ME profile 1", (part) => ours.batch(part.map(({ records }) => records[1]))],
    [
      "EAS multiAttest, JSON",
      (part) => eas.multiAttest(part.map(({ holder, json }) => ({ recipient: holder.account.address, data: json }))),
    ],
    [
      "EAS multiAttest, hash",
      (part) => eas.multiAttest(part.map(({ holder, hash }) => ({ recipient: holder.account.address, data: hash }))),
    ],
  ];
  const fits: { name: string; count: number; batch: number }[] = [];
  for (const [name, encode] of ways) fits.push({ name, ...(await bestFit(lab, encode)) });
  const countOf = (wanted: string): number => fits.find(({ name }) => name === wanted)?.count ?? Number.NaN;
  const base = countOf("EAS multiAttest, JSON");
  return {
    tables: [
      {
        title: `Diplomas of 1.5 KB in a block of ${BLOCK_GAS.toLocaleString("en")} gas`,
        columns: [
          { header: "vs EAS JSON", unit: "ratio" },
          { header: "way", unit: "text" },
          { header: "in a block", unit: "count" },
          { header: "in each transaction", unit: "count" },
        ],
        rows: fits.map(({ name, count, batch }) => [count / base, name, count, batch]),
      },
    ],
    figures: { "gas.block": countOf("CSCSS ME profile 2") / base },
  };
}

/** From what a small and a large batch cost: the number a block holds in transactions of one size each. */
async function bestFit(
  lab: GasLab,
  encode: (part: readonly Specimen[]) => Call,
): Promise<{ count: number; batch: number }> {
  const gasOf = (count: number): Promise<number> =>
    lab.aside(async () =>
      Number((await sendInFew(lab.stage.university.issuer, lab.specimens["1.5 KB"].slice(0, count), encode)).gas),
    );
  const [few, more] = [2, 12];
  const [low, high] = [await gasOf(few), await gasOf(more)];
  const perItem = (high - low) / (more - few);
  const perBatch = low - few * perItem;
  let best = { count: 0, batch: 0 };
  for (let transactions = 1; transactions <= 30; transactions++) {
    const share = Math.min(BLOCK_GAS / transactions, Number(TRANSACTION_GAS));
    const batch = Math.floor((share - perBatch) / perItem);
    if (batch * transactions > best.count) best = { count: batch * transactions, batch };
  }
  return best;
}
