import type { Stage } from "../demo/Stage.ts";
import { openStage } from "../demo/Stage.ts";
import { attestClass } from "./batch/attestClass.ts";
import { classOf } from "./batch/classOf.ts";
import { issueClass } from "./batch/issueClass.ts";
import type { Progress, Stretch } from "./batch/Progress.ts";
import type { Benchmark, BenchReport, BenchTable, Cell } from "./harness/Benchmark.ts";
import { makeHolders } from "./subject/makeHolders.ts";

/** From a university's file to mined blocks, one thread. */
export const batch: Benchmark = {
  name: "batch",
  title: "End to end: a class from CSV to mined, on the in-process chain",
  async run({ long, say }): Promise<BenchReport> {
    const tables: BenchTable[] = [];
    const figures: Record<string, number> = {};
    for (const count of long ? [1_000, 10_000] : [1_000]) {
      say(`${count} holders get their wallets; this is not measured`);
      const stage = await openStage();
      try {
        const { table, ratio } = await measure(stage, count, say);
        tables.push(table);
        figures[`batch.${count}`] = ratio;
      } finally {
        await stage.local.close();
      }
    }
    return { tables, figures };
  },
};

async function measure(
  stage: Stage,
  count: number,
  say: (text: string) => void,
): Promise<{ table: BenchTable; ratio: number }> {
  const holders = await makeHolders(stage, count, [2]);
  const file = classOf(count);
  say(`${count} diplomas, read, signed, sealed, sent in batches of 50`);
  const ours = await issueClass(stage, file, holders);
  say(`${count} attestations by EAS multiAttest, the JSON as data`);
  const theirs = await attestClass(stage, file, holders);
  const ratio = rateOf(theirs) / rateOf(ours);
  const rows = [
    ...ours.map((stretch) => ["CSCSS ME, profile 2", ...cellsOf(stretch)]),
    ["CSCSS ME, whole", ...cellsOf(whole(ours))],
    ...theirs.map((stretch) => ["EAS multiAttest", ...cellsOf(stretch)]),
    ["EAS, whole", ...cellsOf(whole(theirs))],
  ];
  return {
    ratio,
    table: {
      title: `${count.toLocaleString("en")} diplomas: ours takes ${ratio.toFixed(2)}× the processor time of EAS, which neither signs nor seals, and ${(gasOf(ours) / gasOf(theirs)).toFixed(2)}× its gas`,
      columns: [
        { header: "", unit: "text" },
        { header: "rows", unit: "text" },
        { header: "rows/s of processor", unit: "rate" },
        { header: "by the clock", unit: "rate" },
        { header: "gas a row", unit: "count" },
        { header: "process", unit: "megabytes" },
        { header: "heap", unit: "megabytes" },
      ],
      rows,
      notes: ["The process holds the chain too, which grows with what is on it; the heap is what JavaScript holds."],
    },
  };
}

function cellsOf({ from, to, processor, wall, gas, memory }: Stretch): Cell[] {
  const rows = to - from;
  const rate = (milliseconds: number): number => (rows / milliseconds) * 1000;
  return [`${from + 1} to ${to}`, rate(processor), rate(wall), gas / rows, memory.process, memory.heap];
}

function whole(progress: Progress): Stretch {
  const last = progress.at(-1) as Stretch;
  const sum = (of: (stretch: Stretch) => number): number => progress.reduce((total, stretch) => total + of(stretch), 0);
  const [wall, processor] = [sum((stretch) => stretch.wall), sum((stretch) => stretch.processor)];
  return { ...last, from: 0, wall, processor, gas: gasOf(progress) };
}

function rateOf(progress: Progress): number {
  const { to, processor } = whole(progress);
  return to / processor;
}

function gasOf(progress: Progress): number {
  return progress.reduce((sum, { gas }) => sum + gas, 0);
}
