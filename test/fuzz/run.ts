// npm run fuzz:sdk: the long search. CSCSS_MUTATIONS says how many (a million), CSCSS_SEED where to start (1).
import { runCampaign } from "./campaign.ts";

const mutations = Number(process.env.CSCSS_MUTATIONS ?? 1_000_000);
const tallies = await runCampaign({ mutations, seed: Number(process.env.CSCSS_SEED ?? 1) });
const rows = tallies.map(({ kind, tried, refused, slow, longest }) =>
  [kind.padEnd(36), tried, refused, slow, `${longest.toFixed(1)} ms`].join("\t"),
);
process.stdout.write(
  `${["kind".padEnd(36), "tried", "refused", "over 50 ms", "longest"].join("\t")}\n${rows.join("\n")}\n`,
);
