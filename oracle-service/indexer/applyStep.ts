import type { NetworkFile } from "@cscss-me/sdk";
import { getAddress } from "ethers";
import type { Transaction } from "kysely";
import type { Database } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { moveCheckpoint } from "./checkpoint.ts";
import { addCounts, countsOf } from "./dailyCounts.ts";
import { FOLLOWED } from "./followedEvents.ts";
import type { ChainStep } from "./readStep.ts";
import type { Contracts, EventTable, Rows } from "./rowsOf.ts";
import { rowsOf } from "./rowsOf.ts";

/** Parameters of one statement are limited. */
const ROWS_AT_ONCE = 500;

/** Writes a step and the checkpoint behind it, both or neither. @throws CheckpointMoved */
export async function applyStep(
  store: Store,
  network: NetworkFile,
  from: Checkpoint,
  step: ChainStep,
  keepHeadersFrom: number,
): Promise<Checkpoint> {
  const { last } = step;
  const to = { block: last.block, hash: last.hash, time: last.time };
  await store.transaction().execute(async (db) => {
    // First of all: of two processes the second waits here, and finds that it has nothing to do.
    await moveCheckpoint(db, from, to);
    const rows = rowsOf(step, network, await contractsAmong(db, step));
    for (const table of Object.keys(rows) as EventTable[]) await insert(db, table, rows);
    await addCounts(db, countsOf(rows), 1);
    await db.insertInto("headers").values({ block: last.block, hash: last.hash }).execute();
    await db.deleteFrom("headers").where("block", "<", keepHeadersFrom).execute();
  });
  return to;
}

async function insert(db: Transaction<Database>, table: EventTable, rows: Rows): Promise<void> {
  const all = rows[table];
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE) {
    const some = db.insertInto(table).values(all.slice(at, at + ROWS_AT_ONCE));
    // Who applies again keeps its number; the first application is what the registry counts by.
    const first = table === "registrations" ? some.onConflict((conflict) => conflict.doNothing()) : some;
    await first.execute();
  }
}

/** Which of the contracts that emitted something are ours already. */
async function contractsAmong(db: Transaction<Database>, step: ChainStep): Promise<Contracts> {
  const seen = { organization: new Set<string>(), wallet: new Set<string>() };
  for (const { address, topics } of step.blocks.flatMap(({ logs }) => logs)) {
    const emitter = FOLLOWED.get(topics[0] ?? "")?.emitter;
    if (emitter === "organization" || emitter === "wallet") seen[emitter].add(getAddress(address));
  }
  const known = async (table: "organizations" | "wallets", addresses: readonly string[]) => {
    const found = new Set<string>();
    for (let at = 0; at < addresses.length; at += ROWS_AT_ONCE) {
      const some = addresses.slice(at, at + ROWS_AT_ONCE);
      for (const row of await db.selectFrom(table).select("address").where("address", "in", some).execute()) {
        found.add(row.address);
      }
    }
    return found;
  };
  return {
    organizations: await known("organizations", [...seen.organization]),
    wallets: await known("wallets", [...seen.wallet]),
  };
}
