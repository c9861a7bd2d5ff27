import type { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import type { Database } from "./Database.ts";
import { indexTables } from "./migrations/0001-index.ts";
import { serviceTables } from "./migrations/0002-service.ts";
import { limitTables } from "./migrations/0003-limits.ts";
import { relayColumns } from "./migrations/0004-relays.ts";
import { figureTables } from "./migrations/0005-figures.ts";
import type { StoreKind } from "./StorePlace.ts";

/** Every change of the tables, in order. Forward only: what was released is never changed, only followed by another. */
const MIGRATIONS = {
  "0001-index": indexTables,
  "0002-service": serviceTables,
  "0003-limits": limitTables,
  "0004-relays": relayColumns,
  "0005-figures": figureTables,
} as const;

/**
 * Brings a store's tables up to date; does nothing where they are. Two processes that do it at once wait for each other.
 *
 * @throws Error where a migration fails, or the store was made by a newer release.
 */
export async function migrate(store: Kysely<Database>, kind: StoreKind): Promise<void> {
  const migrations = Object.fromEntries(
    Object.entries(MIGRATIONS).map(([name, up]) => [name, { up: (db: Kysely<never>) => up(db, kind) }]),
  );
  const migrator = new Migrator({ db: store, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const failed = results.find(({ status }) => status === "Error")?.migrationName;
  const what = failed === undefined ? "Its tables are not of this release" : `Migration ${failed} failed`;
  throw new Error(`The store cannot be used. ${what}: ${error instanceof Error ? error.message : error}`, {
    cause: error,
  });
}
