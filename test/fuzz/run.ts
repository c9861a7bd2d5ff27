// npm run fuzz:sdk: the long search, in rounds with a seed each. CSCSS_MUTATIONS says how many (a million), CSCSS_SEED where
// to start (1).
import type { Tally } from "./campaign.ts";
import { runCampaign } from "./campaign.ts";

const ROUND = 20_000;
const mutations = Number(process.env.CSCSS_MUTATIONS ?? 1_000_000);
const first = Number(process.env.CSCSS_SEED ?? 1);
const sums = new Map<string, Tally>();
for (let done = 0; done < mutations; done += ROUND) {
  const seed = first + done / ROUND;
  for (const tally of await runCampaign({ mutations: Math.min(ROUND, mutations - done), seed })) {
    sums.set(tally.kind, add(sums.get(tally.kind), tally));
  }
  process.stderr.write(`seed ${seed}: ${tried()} tried\n`);
}
const rows = Array.from(sums.values(), ({ kind, tried: count, refused, slow, longest }) =>
  [kind.padEnd(36), count, refused, slow, `${longest.toFixed(1)} ms`].join("\t"),
);
process.stdout.write(
  `${["kind".padEnd(36), "tried", "refused", "over 50 ms", "longest"].join("\t")}\n${rows.join("\n")}\n`,
);

function add(sum: Tally | undefined, more: Tally): Tally {
  if (sum === undefined) return more;
  return {
    kind: sum.kind,
    tried: sum.tried + more.tried,
    refused: sum.refused + more.refused,
    slow: sum.slow + more.slow,
    longest: Math.max(sum.longest, more.longest),
  };
}

function tried(): number {
  return Array.from(sums.values()).reduce((sum, { tried: count }) => sum + count, 0);
}
