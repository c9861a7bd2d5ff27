import { expect, it } from "vitest";
import { runCampaign } from "./campaign.ts";

// A million with `npm run fuzz:sdk`; what is slow is told there, because a test must not depend on the machine.
const mutations = Number(process.env.CSCSS_MUTATIONS ?? 2_000);

it("nothing mutated is accepted, and nothing crashes the verifier or the opening", { timeout: 0 }, async () => {
  const tallies = await runCampaign({ mutations, seed: Number(process.env.CSCSS_SEED ?? 1) });
  for (const { tried, refused } of tallies) {
    expect(tried).toBeGreaterThanOrEqual(mutations / 100);
    expect(refused).toBe(tried);
  }
});
