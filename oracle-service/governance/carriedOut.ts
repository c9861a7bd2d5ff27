import type { Chain } from "@cscss-me/sdk";
import { readLogs } from "@cscss-me/sdk";
import { connectGovernanceManager } from "@cscss-me/sdk/contracts";
import type { Decision } from "@cscss-me/sdk/registry";

/** Where a scheduled call stands. unknown: the node has not heard of it, and may be behind. */
export type Scheduled =
  | { readonly state: "unknown" | "done" | "lapsed" }
  /** Unix seconds. */
  | { readonly state: "scheduled"; readonly from: number };

/** Whether a call that the Council scheduled was carried out, by anybody. */
export async function carriedOut(chain: Chain, call: Pick<Decision, "target" | "data">): Promise<Scheduled> {
  const { governance } = chain.generation;
  const manager = connectGovernanceManager(governance.manager, chain.provider);
  const operation = await manager.hashOperation(governance.council, call.target, call.data);
  const [from, nonce] = [await manager.getSchedule(operation), await manager.getNonce(operation)];
  if (from !== 0n) return { state: "scheduled", from: Number(from) };
  if (nonce === 0n) return { state: "unknown" };
  const topics = manager.interface.encodeFilterTopics("OperationExecuted", [operation, nonce]);
  const executed = await readLogs(chain, { address: governance.manager, topics });
  return { state: executed.length > 0 ? "done" : "lapsed" };
}
