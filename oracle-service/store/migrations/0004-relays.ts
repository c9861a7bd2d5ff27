import type { Kysely } from "kysely";

/** What it takes to send a transaction again: for more, or after the contract refused it. */
export async function relayColumns(db: Kysely<never>): Promise<void> {
  // One column at a time: SQLite adds no more.
  await db.schema.alterTable("relays").addColumn("signed", "bigint").execute();
  await db.schema.alterTable("relays").addColumn("earlier", "text").execute();
  await db.schema
    .alterTable("relays")
    .addColumn("reverted", "bigint", (column) => column.notNull().defaultTo(0))
    .execute();
}
