import { issueGas, readGas } from "./growth/gasOf.ts";
import type { Grown } from "./growth/grow.ts";
import { growAll } from "./growth/grow.ts";
import type { Benchmark, BenchReport, Cell } from "./harness/Benchmark.ts";
import { interleave, ratioOf } from "./harness/interleave.ts";
import type { Reverifier } from "./subject/verifyAgain.ts";
import { verifyAgain } from "./subject/verifyAgain.ts";

/** What it costs to have much: records, organizations, keys. */
export const growth: Benchmark = {
  name: "growth",
  title: "Growth: the cost of one credential, by how much there is already",
  async run({ rounds, long, say }): Promise<BenchReport> {
    const grown = await growAll(long ? [100, 1_000, 10_000] : [100, 1_000], say);
    try {
      return await measure(grown, rounds, say);
    } finally {
      for (const stage of new Set(grown.map((one) => one.stage))) await stage.local.close();
    }
  },
};

async function measure(grown: readonly Grown[], rounds: number, say: (text: string) => void): Promise<BenchReport> {
  say(`verifying, ${rounds} rounds`);
  const verifiers: Reverifier[] = [];
  for (const { stage, issued } of grown) verifiers.push(await verifyAgain(stage, issued));
  const candidates = verifiers.flatMap(({ warm, cold }, index) => [
    { name: `${index} warm`, run: warm },
    { name: `${index} cold`, run: cold },
  ]);
  const timings = await interleave(candidates, { rounds, minimumMs: 50 });
  const gas: { issue: number; read: number }[] = [];
  for (const one of grown) gas.push({ issue: await issueGas(one), read: await readGas(one) });

  const rows: Cell[][] = [];
  const figures: Record<string, number> = {};
  const [baseWarm, baseCold, baseGas] = [timings[0], timings[1], gas[0]];
  grown.forEach(({ what, count }, index) => {
    const [warm, cold, used] = [timings[2 * index], timings[2 * index + 1], gas[index]];
    if (!warm || !cold || !used || !baseWarm || !baseCold || !baseGas) return;
    const ratios = {
      issue: used.issue / baseGas.issue,
      read: used.read / baseGas.read,
      verify: ratioOf(warm, baseWarm),
      cold: ratioOf(cold, baseCold),
    };
    for (const [name, ratio] of Object.entries(ratios)) figures[`growth.${what}.${count}.${name}`] = ratio;
    rows.push([...Object.values(ratios), what, count, used.issue, used.read, warm.processor, cold.processor]);
  });
  return {
    tables: [
      {
        title:
          "One credential of profile 2, against a new system with one organization of two keys and a wallet of two records",
        columns: [
          { header: "issue", unit: "ratio" },
          { header: "read", unit: "ratio" },
          { header: "verify", unit: "ratio" },
          { header: "verify, cold", unit: "ratio" },
          { header: "with", unit: "text" },
          { header: "of them", unit: "count" },
          { header: "issue, gas", unit: "count" },
          { header: "read, gas", unit: "count" },
          { header: "verify, processor", unit: "ms" },
          { header: "cold, processor", unit: "ms" },
        ],
        rows,
        notes: [
          "Read: the lens call of one verification. Cold: the verifier has to find the issuer's key in the logs first.",
          "did:ethr chains every change of an identity to the one before: a resolver walks all of them, one by one.",
        ],
      },
    ],
    figures,
  };
}
