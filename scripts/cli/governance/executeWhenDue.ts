import { setTimeout as sleep } from "node:timers/promises";
import type { Chain } from "@cscss-me/sdk";
import { nowInSeconds } from "@cscss-me/sdk";
import type { Decision } from "@cscss-me/sdk/registry";
import { executeScheduled } from "@cscss-me/sdk/registry";
import type { Signer } from "ethers";

/** Waits until a decision may be carried out, and does it. @param from - Unix seconds */
export async function executeWhenDue(
  chain: Chain,
  payer: Signer,
  call: Pick<Decision, "target" | "data">,
  from: number,
): Promise<void> {
  const left = async (): Promise<number> => from - (await chainTime(chain));
  while ((await left()) > 0) await sleep(Math.min(1000 * (await left()), 2000));
  await executeScheduled(chain, payer, call);
}

/** What time it is for the next block, in Unix seconds. */
export async function chainTime({ provider }: Chain): Promise<number> {
  // Where blocks come only with transactions, the next block has the wall clock's time.
  const latest = (await provider.getBlock("latest"))?.timestamp ?? 0;
  return Math.max(latest, nowInSeconds() - 1);
}
