import type { Kysely } from "kysely";
import { sql } from "kysely";
import type { StoreKind } from "../StorePlace.ts";

/** What the service itself remembers: requests, the Council's work, the audit log, alerts. */
export async function serviceTables(db: Kysely<never>, kind: StoreKind): Promise<void> {
  const { schema } = db;
  await schema
    .createTable("requests")
    .addColumn("nonce", "text", (column) => column.primaryKey())
    .addColumn("request", "text", (column) => column.notNull())
    .addColumn("expires", "bigint", (column) => column.notNull())
    .addColumn("used", "integer", (column) => column.notNull())
    .execute();
  await schema.createIndex("requests_expires").on("requests").column("expires").execute();
  await schema
    .createTable("applications")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("organization", "text", (column) => column.notNull())
    .addColumn("evidence", "text", (column) => column.notNull())
    .addColumn("media_type", "text", (column) => column.notNull())
    .addColumn("papers", "text", (column) => column.notNull())
    .addColumn("received", "bigint", (column) => column.notNull())
    .addUniqueConstraint("applications_once", ["organization", "evidence"])
    .execute();
  await schema.createIndex("applications_received").on("applications").columns(["received", "id"]).execute();
  await schema
    .createTable("notes")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("application", "text", (column) => column.notNull().references("applications.id"))
    .addColumn("member", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("signature", "text", (column) => column.notNull())
    .addColumn("written", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("notes_application").on("notes").column("application").execute();
  await schema
    .createTable("decisions")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("application", "text", (column) => column.references("applications.id"))
    .addColumn("organization", "text", (column) => column.notNull())
    .addColumn("act", "text", (column) => column.notNull())
    .addColumn("call", "text", (column) => column.notNull())
    .addColumn("target", "text", (column) => column.notNull())
    .addColumn("data", "text", (column) => column.notNull())
    .addColumn("nonce", "text", (column) => column.notNull())
    .addColumn("deadline", "bigint", (column) => column.notNull())
    .addColumn("proposed", "bigint", (column) => column.notNull())
    .execute();
  await schema.createIndex("decisions_proposed").on("decisions").columns(["proposed", "id"]).execute();
  await schema.createIndex("decisions_application").on("decisions").column("application").execute();
  await schema
    .createTable("approvals")
    .addColumn("decision", "text", (column) => column.notNull().references("decisions.id"))
    .addColumn("member", "text", (column) => column.notNull())
    .addColumn("signature", "text", (column) => column.notNull())
    .addColumn("given", "bigint", (column) => column.notNull())
    .addPrimaryKeyConstraint("approvals_key", ["decision", "member"])
    .execute();
  await schema
    .createTable("relays")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("decision", "text", (column) => column.notNull().references("decisions.id"))
    .addColumn("step", "text", (column) => column.notNull())
    .addColumn("state", "text", (column) => column.notNull())
    .addColumn("not_before", "bigint", (column) => column.notNull())
    // Two transactions of one account with the same number would undo each other: the store refuses the second.
    .addColumn("nonce", "bigint", (column) => column.unique())
    .addColumn("raw", "text")
    .addColumn("hash", "text")
    .addColumn("block_hash", "text")
    .addColumn("problem", "text")
    .addUniqueConstraint("relays_once", ["decision", "step"])
    .execute();
  await schema.createIndex("relays_state").on("relays").column("state").execute();
  await schema
    .createTable("audit")
    .addColumn("sequence", "bigint", (column) => column.primaryKey())
    .addColumn("time", "bigint", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("previous", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  // One row, which also makes those who append wait for each other.
  await schema
    .createTable("audit_head")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("sequence", "bigint", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .execute();
  await sql`insert into audit_head (id, sequence, hash) values (1, 0, '')`.execute(db);
  await schema
    .createTable("alerts")
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("message", "text", (column) => column.notNull())
    .addColumn("first", "bigint", (column) => column.notNull())
    .addColumn("last", "bigint", (column) => column.notNull())
    .addColumn("count", "bigint", (column) => column.notNull())
    .addColumn("open", "integer", (column) => column.notNull())
    .addPrimaryKeyConstraint("alerts_key", ["kind", "subject"])
    .execute();
  for (const statement of APPEND_ONLY[kind]) await sql.raw(statement).execute(db);
}

/** The database itself refuses to change or delete entries of the audit log. */
const APPEND_ONLY: Readonly<Record<StoreKind, readonly string[]>> = {
  sqlite: ["update", "delete"].map(
    (act) =>
      `create trigger audit_no_${act} before ${act} on audit begin select raise(abort, 'the audit log is append-only'); end`,
  ),
  postgres: [
    `create function audit_refuse() returns trigger language plpgsql as
      $$ begin raise exception 'the audit log is append-only'; end $$`,
    "create trigger audit_no_change before update or delete or truncate on audit execute function audit_refuse()",
  ],
};
