import type { ColumnDataType, CreateTableBuilder, Kysely } from "kysely";

type Columns = Readonly<Record<string, ColumnDataType>>;

const ON_CHAIN = { block: "bigint", position: "bigint" } as const satisfies Columns;

/** What the indexer keeps of the chain. */
export async function indexTables(db: Kysely<never>): Promise<void> {
  await make(db, "checkpoint", ["id"], {
    id: "integer",
    genesis: "text",
    registries: "text",
    block: "bigint",
    hash: "text",
    time: "bigint",
  });
  await make(db, "headers", ["block"], { block: "bigint", hash: "text" });
  await make(db, "blocks", ["block"], { block: "bigint", hash: "text", time: "bigint", transactions: "bigint" });
  await make(db, "organizations", ["address"], { address: "text", ...ON_CHAIN, name: "text", country: "text" });
  await make(db, "registrations", ["registry", "number"], {
    registry: "text",
    number: "bigint",
    organization: "text",
    ...ON_CHAIN,
  });
  await make(db, "intervals", ["registry", "organization", "start"], {
    registry: "text",
    organization: "text",
    start: "bigint",
    ...ON_CHAIN,
    status: "integer",
    authority: "integer",
    categories: "integer",
    reason: "integer",
    until: "bigint",
    evidence: "text",
  });
  await make(db, "frauds", ["registry", "organization", "since"], {
    registry: "text",
    organization: "text",
    since: "bigint",
    ...ON_CHAIN,
  });
  await make(db, "keys", ["block", "position"], {
    ...ON_CHAIN,
    organization: "text",
    number: "integer",
    kind: "text",
    purpose: "integer",
    time: "bigint",
  });
  await make(db, "batches", ["block", "position"], {
    ...ON_CHAIN,
    organization: "text",
    category: "integer",
    items: "bigint",
    refused: "bigint",
  });
  await make(db, "wallets", ["address"], { address: "text", ...ON_CHAIN, profile: "integer" });
  await make(db, "records", ["block", "position"], { ...ON_CHAIN, organization: "text", kind: "text" });
  await make(db, "daily", ["organization", "kind", "day"], {
    day: "bigint",
    organization: "text",
    kind: "text",
    count: "bigint",
  });
  // What a reorganisation undoes is found by block.
  for (const table of ["organizations", "registrations", "intervals", "frauds", "wallets"]) {
    await db.schema.createIndex(`${table}_block`).on(table).column("block").execute();
  }
  await db.schema.createIndex("registrations_organization").on("registrations").column("organization").execute();
  await db.schema.createIndex("records_organization").on("records").columns(["organization", "block"]).execute();
  await db.schema.createIndex("batches_organization").on("batches").columns(["organization", "block"]).execute();
  await db.schema.createIndex("keys_organization").on("keys").columns(["organization", "block"]).execute();
}

/** A table whose columns are never null. */
async function make(db: Kysely<never>, name: string, key: readonly string[], columns: Columns): Promise<void> {
  let table: CreateTableBuilder<string, string> = db.schema.createTable(name);
  for (const [column, type] of Object.entries(columns)) table = table.addColumn(column, type, (one) => one.notNull());
  await table.addPrimaryKeyConstraint(`${name}_key`, [...key]).execute();
}
