import type { Chain } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import { random } from "@cscss-me/sdk/node";
import type { AccreditationAct, Decision } from "@cscss-me/sdk/registry";
import {
  accreditationCall,
  approveDecision,
  councilDelay,
  enactDecision,
  makeDecision,
  scheduleCall,
  scheduledFor,
} from "@cscss-me/sdk/registry";
import type { Wallet } from "ethers";
import { chainTime, executeWhenDue } from "./executeWhenDue.ts";

const DECIDES_WITHIN = 3600;

/**
 * A Council of one decides on an act, waits for its delay and carries it out. What an interrupted run decided already
 * is not decided again.
 *
 * @throws ERR_REVERTED
 */
export async function decideAlone(
  chain: Chain,
  governor: Wallet,
  organization: string,
  act: AccreditationAct,
): Promise<void> {
  const call = accreditationCall(chain, organization, act);
  const delay = await councilDelay(chain, call);
  if (delay === undefined) throw new CscssError("ERR_REVERTED", "The Council has no right to this.");
  const enact = async (what: Pick<Decision, "target" | "data">): Promise<void> => {
    const decision = makeDecision(what, { deadline: (await chainTime(chain)) + DECIDES_WITHIN, random });
    await enactDecision(chain, governor, decision, [await approveDecision(chain, governor, decision)]);
  };
  if (delay === 0) return enact(call);
  if ((await scheduledFor(chain, call)) === 0) await enact(scheduleCall(chain, call));
  await executeWhenDue(chain, governor, call, await scheduledFor(chain, call));
}
