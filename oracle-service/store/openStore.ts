import { closeSync, openSync } from "node:fs";
import type { Dialect } from "kysely";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Database } from "./Database.ts";
import { impatientPool } from "./impatientPool.ts";
import { migrate } from "./migrate.ts";
import { NodeSqliteDialect } from "./NodeSqliteDialect.ts";
import type { StoreKind, StorePlace } from "./StorePlace.ts";

/** All that the service keeps. */
export type Store = Kysely<Database>;

const INT8 = 20;
const CONNECTIONS = 10;
const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;

/**
 * Opens the store and brings its tables up to date.
 *
 * @throws whatever the database says if it cannot be opened; Error for tables of a newer release.
 */
export async function openStore(place: StorePlace): Promise<Store> {
  // Papers of applications are nobody else's business.
  if (place.kind === "sqlite" && place.file !== ":memory:") closeSync(openSync(place.file, "a", 0o600));
  return openStoreOn(dialectOf(place), place.kind);
}

/** Opens a store on a dialect of kysely, and brings its tables up to date. */
export async function openStoreOn(dialect: Dialect, kind: StoreKind): Promise<Store> {
  const store = new Kysely<Database>({ dialect });
  try {
    await migrate(store, kind);
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

function dialectOf(place: StorePlace): Dialect {
  if (place.kind === "sqlite") return new NodeSqliteDialect(place.file);
  const { url, timeoutMs = STATEMENT_MS } = place;
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: Math.min(CONNECT_MS, timeoutMs),
    statement_timeout: timeoutMs,
    types: { getTypeParser: (type, format) => (type === INT8 ? wholeNumber : pg.types.getTypeParser(type, format)) },
  });
  // A server that went away ends idle connections; the next query opens a new one, or says what is wrong.
  pool.on("error", () => undefined);
  return new PostgresDialect({ pool: impatientPool(pool, timeoutMs) });
}

/** All our numbers are safe integers; PostgreSQL's driver would give them as text. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`The store holds ${text}, which is not a safe integer.`);
  return value;
}
