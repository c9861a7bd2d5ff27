import { AccreditationStatus, organizationInterface } from "@cscss-me/sdk/contracts";
import { getAddress } from "ethers";
import { sql } from "kysely";
import { readCheckpoint } from "../indexer/checkpoint.ts";
import type { NodePool } from "../nodes/NodePool.ts";
import type { Alerts } from "../services/alerts.ts";
import type { Store } from "../store/openStore.ts";
import type { Job } from "./runJob.ts";

/** A service that was away does not look at everything it missed: what was tried long ago calls for nobody. */
const MOST_BLOCKS = 50;
const ISSUING = new Set(["issue", "issueBatch"].map((name) => organizationInterface.getFunction(name)?.selector));

interface SeenTransaction {
  readonly hash: string;
  readonly to: string | null;
  readonly input: string;
}

/** The organizations whose newest entry is a suspension. */
export async function suspendedOrganizations(store: Store): Promise<Set<string>> {
  const rows = await store
    .selectFrom("intervals")
    .select("organization")
    // Not as a parameter: for the index of those that are suspended, it has to stand in the question itself.
    .where("status", "=", sql.lit<number>(AccreditationStatus.Suspended))
    .where(({ not, exists, selectFrom, ref }) =>
      not(
        exists(
          selectFrom("intervals as later")
            .select("later.start")
            .whereRef("later.registry", "=", ref("intervals.registry"))
            .whereRef("later.organization", "=", ref("intervals.organization"))
            .whereRef("later.start", ">", ref("intervals.start")),
        ),
      ),
    )
    .execute();
  return new Set(rows.map(({ organization }) => organization));
}

/**
 * Looks for organizations that try to issue while they are suspended. The contracts refuse it and leave no event, so that
 * only the transactions of the newest blocks show it.
 */
export function watchSuspended(store: Store, pool: NodePool, alerts: Alerts, pauseMs: number): Job {
  let seen: number | undefined;

  async function look(number: number, organizations: ReadonlySet<string>): Promise<void> {
    const block = await pool.request("eth_getBlockByNumber", [`0x${number.toString(16)}`, true]);
    for (const { hash, to, input } of (block as { transactions: SeenTransaction[] } | null)?.transactions ?? []) {
      if (to === null || !ISSUING.has(input.slice(0, 10)) || !organizations.has(getAddress(to))) continue;
      const receipt = (await pool.request("eth_getTransactionReceipt", [hash])) as { status?: string } | null;
      if (receipt?.status !== "0x0") continue;
      await alerts.raise("suspended_issuer", getAddress(to), `It tried to issue in block ${number}, and was refused.`);
    }
  }

  return {
    name: "watch suspended issuers",
    pauseMs,
    async run(signal) {
      const head = (await readCheckpoint(store))?.block;
      if (head === undefined) return;
      const organizations = await suspendedOrganizations(store);
      const first = Math.max((seen ?? head - 1) + 1, head - MOST_BLOCKS + 1);
      for (let number = first; number <= head && !signal.aborted; number++) {
        if (organizations.size > 0) await look(number, organizations);
        seen = number;
      }
      seen = Math.max(seen ?? head, head);
    },
  };
}
