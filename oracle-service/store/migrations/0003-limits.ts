import type { Kysely } from "kysely";
import { sql } from "kysely";

/** What papers take, once for all. */
export async function limitTables(db: Kysely<never>): Promise<void> {
  await db.schema
    .createTable("papers_kept")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("bytes", "bigint", (column) => column.notNull())
    .execute();
  // Base64 has four characters for three bytes.
  await sql`insert into papers_kept (id, bytes)
    select 1, coalesce(sum(cast(length(papers) as bigint)), 0) / 4 * 3 from applications`.execute(db);
}
