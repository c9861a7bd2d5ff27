import type { Transaction } from "kysely";
import { sql } from "kysely";
import type { Database, IndexTables } from "../store/Database.ts";
import type { Rows } from "./rowsOf.ts";

/** A count to be added to a day, or taken from it. */
export type DailyCount = IndexTables["daily"];

const DAY = 86_400;
const dayOf = (time: number): number => Math.floor(time / DAY);

/** What these rows add to the days' counts: for each organization, and for all together. */
export function countsOf(rows: Rows): DailyCount[] {
  const times = new Map(rows.blocks.map(({ block, time }) => [block, time]));
  const counts = new Map<string, DailyCount>();
  const add = (block: number, organization: string, kind: string, count: number): void => {
    const day = dayOf(times.get(block) ?? 0);
    const name = `${day} ${organization} ${kind}`;
    const found = counts.get(name)?.count ?? 0;
    counts.set(name, { day, organization, kind, count: found + count });
  };
  for (const { block, transactions } of rows.blocks) add(block, "", "transactions", transactions);
  for (const { block } of rows.organizations) add(block, "", "organizations", 1);
  for (const { block } of rows.wallets) add(block, "", "wallets", 1);
  for (const { block, organization, kind } of rows.records) {
    add(block, organization, kind, 1);
    add(block, "", kind, 1);
  }
  for (const { block, organization, refused } of rows.batches) {
    if (refused === 0) continue;
    add(block, organization, "refused", refused);
    add(block, "", "refused", refused);
  }
  return [...counts.values()];
}

/** What the rows behind a block have added to the days' counts, whatever their number. */
export async function countsBehind(db: Transaction<Database>, block: number): Promise<DailyCount[]> {
  const day = sql`blocks.time / ${sql.lit(DAY)}`;
  const own = (table: string, organization: string, kind: string, count: string) =>
    sql<DailyCount>`select ${day} as "day", ${sql.raw(organization)} as "organization", ${sql.raw(kind)} as "kind",
      cast(${sql.raw(count)} as bigint) as "count" from ${sql.table(table)} as r
      join blocks on blocks.block = r.block where r.block > ${block} group by 1, 2, 3`.execute(db);
  const found = await Promise.all([
    own("blocks", "''", "'transactions'", "sum(r.transactions)"),
    own("organizations", "''", "'organizations'", "count(*)"),
    own("wallets", "''", "'wallets'", "count(*)"),
    own("records", "r.organization", "r.kind", "count(*)"),
    own("records", "''", "r.kind", "count(*)"),
    own("batches", "r.organization", "'refused'", "sum(r.refused)"),
    own("batches", "''", "'refused'", "sum(r.refused)"),
  ]);
  return found.flatMap(({ rows }) => rows).filter(({ count }) => count > 0);
}

/** Adds counts to the days and to the totals, or takes them away again. */
export async function addCounts(db: Transaction<Database>, counts: readonly DailyCount[], sign: 1 | -1): Promise<void> {
  const totals = new Map<string, Omit<DailyCount, "day">>();
  for (const { day, organization, kind, count } of counts) {
    await db
      .insertInto("daily")
      .values({ day, organization, kind, count: sign * count })
      .onConflict((conflict) =>
        conflict
          .columns(["organization", "kind", "day"])
          .doUpdateSet({ count: sql<number>`daily.count + excluded.count` }),
      )
      .execute();
    if (sign === -1) {
      const gone = db.deleteFrom("daily").where("organization", "=", organization).where("kind", "=", kind);
      await gone.where("day", "=", day).where("count", "=", 0).execute();
    }
    const name = `${organization} ${kind}`;
    totals.set(name, { organization, kind, count: (totals.get(name)?.count ?? 0) + sign * count });
  }
  for (const total of totals.values()) {
    await db
      .insertInto("totals")
      .values(total)
      .onConflict((conflict) =>
        conflict.columns(["organization", "kind"]).doUpdateSet({ count: sql<number>`totals.count + excluded.count` }),
      )
      .execute();
    if (sign === -1) {
      const gone = db.deleteFrom("totals").where("organization", "=", total.organization);
      await gone.where("kind", "=", total.kind).where("count", "=", 0).execute();
    }
  }
}
