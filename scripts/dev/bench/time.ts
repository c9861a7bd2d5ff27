import type { Benchmark, BenchReport, BenchTable } from "./harness/Benchmark.ts";
import type { Candidate, Timing } from "./harness/interleave.ts";
import { interleave, ratioOf } from "./harness/interleave.ts";
import { issuingCandidates } from "./time/issuing.ts";
import { openingCandidates, presentingCandidates } from "./time/opening.ts";
import { openTimeLab } from "./time/TimeLab.ts";
import { verifyingCandidates } from "./time/verifying.ts";

/** Times on one thread: every group side by side, round by round. */
export const time: Benchmark = {
  name: "time",
  title: "Time, one thread, the reference diploma in profile 2",
  async run({ rounds, say }): Promise<BenchReport> {
    const lab = await openTimeLab();
    const tables: BenchTable[] = [];
    const figures: Record<string, number> = {};
    try {
      const groups: [string, readonly Candidate[]][] = [
        ["issuing", await issuingCandidates(lab)],
        ["opening", await openingCandidates(lab)],
        ["presenting", await presentingCandidates(lab)],
        ["verifying", await verifyingCandidates(lab)],
      ];
      for (const [name, candidates] of groups) {
        say(`${name}, ${rounds} rounds`);
        const timings = await interleave(candidates, { rounds });
        tables.push(tableOf(name, timings));
        candidates.forEach(({ figure }, index) => {
          if (figure !== undefined) figures[figure] = ratioOf(timings[index] as Timing, timings[0] as Timing);
        });
      }
    } finally {
      await lab.stage.local.close();
    }
    return { tables, figures };
  },
};

function tableOf(name: string, timings: readonly Timing[]): BenchTable {
  const [base] = timings as [Timing];
  return {
    title: `${name[0]?.toUpperCase()}${name.slice(1)}, against ${base.name}`,
    columns: [
      { header: "ratio", unit: "ratio" },
      { header: "what", unit: "text" },
      { header: "processor", unit: "ms" },
      { header: "wall clock", unit: "ms" },
    ],
    rows: timings.map((timing) => [ratioOf(timing, base), timing.name, timing.processor, timing.wall]),
  };
}
