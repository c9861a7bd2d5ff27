import { availableParallelism } from "node:os";
import { openBulkLab } from "./bulk/BulkLab.ts";
import type { Benchmark, BenchReport, BenchTable } from "./harness/Benchmark.ts";
import type { Candidate, Timing } from "./harness/interleave.ts";
import { interleave, wallRatioOf } from "./harness/interleave.ts";

const COUNT = 1_000;
/** Each takes seconds. */
const MOST_ROUNDS = 5;

/** A thousand at once, in this thread and in as many as DESIGN's figures are about. */
export const bulk: Benchmark = {
  name: "bulk",
  title: `A thousand at once, against one thread of did-jwt-vc; ${availableParallelism()} cores`,
  async run({ rounds, say }): Promise<BenchReport> {
    const lab = await openBulkLab(COUNT, say);
    const tables: BenchTable[] = [];
    const figures: Record<string, number> = {};
    try {
      for (const [name, candidates] of [
        ["preparing", lab.preparing],
        ["verifying", lab.verifying],
      ] as const) {
        say(`${name} ${COUNT}, ${Math.min(rounds, MOST_ROUNDS)} rounds`);
        const timings = await interleave(candidates, { rounds: Math.min(rounds, MOST_ROUNDS), minimumMs: 1 });
        tables.push(tableOf(name, candidates, timings));
        candidates.forEach(({ figure }, index) => {
          if (figure !== undefined) figures[figure] = wallRatioOf(timings[index] as Timing, timings[0] as Timing);
        });
      }
    } finally {
      await lab.close();
    }
    return { tables, figures };
  },
};

function tableOf(name: string, candidates: readonly Candidate[], timings: readonly Timing[]): BenchTable {
  const [base] = timings as [Timing];
  return {
    title: `${name[0]?.toUpperCase()}${name.slice(1)} ${COUNT.toLocaleString("en")}, against ${base.name}`,
    columns: [
      { header: "by the clock", unit: "ratio" },
      { header: "what", unit: "text" },
      { header: "each, by the clock", unit: "ms" },
      { header: "processor, all threads", unit: "ms" },
    ],
    rows: candidates.map(({ name: what }, index) => {
      const timing = timings[index] as Timing;
      return [wallRatioOf(timing, base), what, timing.wall / COUNT, timing.processor / COUNT];
    }),
    notes: [
      "Threads are warm. What the chain computes is part of it: by the clock always, of the processor where it is in this process.",
    ],
  };
}
