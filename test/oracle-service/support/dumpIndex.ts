import type { Store } from "../../../oracle-service/store/openStore.ts";

const TABLES = {
  checkpoint: ["id"],
  blocks: ["block"],
  organizations: ["address"],
  registrations: ["registry", "number"],
  intervals: ["registry", "organization", "start"],
  frauds: ["registry", "organization", "since"],
  keys: ["block", "position"],
  batches: ["block", "position"],
  wallets: ["address"],
  records: ["block", "position"],
  daily: ["organization", "kind", "day"],
  totals: ["organization", "kind"],
} as const;

/** Everything the index holds, in one order; without the headers it keeps for a while. */
export async function dumpIndex(store: Store): Promise<Record<string, readonly unknown[]>> {
  const dump: Record<string, readonly unknown[]> = {};
  for (const [table, key] of Object.entries(TABLES)) {
    let query = store.selectFrom(table as "blocks").selectAll();
    for (const column of key) query = query.orderBy(column as "block");
    dump[table] = (await query.execute()).map((row) => sorted(row));
  }
  return dump;
}

/** The two databases give columns in the same order, but nothing promises it. */
function sorted(row: object): object {
  return Object.fromEntries(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
}
