import { AccreditationStatus } from "@cscss-me/sdk/contracts";
import type { Kysely } from "kysely";
import { sql } from "kysely";

/** What keeps questions about the index cheap, however much it holds. */
export async function figureTables(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("totals")
    .addColumn("organization", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("count", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("totals_key", ["organization", "kind"])
    .execute();
  await sql`insert into totals (organization, kind, count)
    select organization, kind, cast(sum(count) as bigint) from daily group by organization, kind`.execute(db);
  // All that is asked of the days, in the order it is asked.
  await db.schema.createIndex("daily_days").on("daily").columns(["organization", "day", "kind", "count"]).execute();
  // Few are suspended. A partial index takes no parameters.
  await sql`create index intervals_suspended on intervals (registry, organization, start)
    where status = ${sql.lit(AccreditationStatus.Suspended)}`.execute(db);
}
