import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { PGliteDialect } from "kysely";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { openStore, openStoreOn } from "../../../oracle-service/store/openStore.ts";
import type { StoreKind, StorePlace } from "../../../oracle-service/store/StorePlace.ts";
import { postgresPrograms, startPostgres } from "./startPostgres.ts";

/** The databases that everything of the store has to work on, for describe.each. */
export const STORE_KINDS = ["sqlite", "postgres"] as const satisfies readonly StoreKind[];

/** Makes stores for the tests of one file. */
export interface TestStores {
  /** An empty store. It is closed with all others. */
  open(): Promise<Store>;
  /** Opens what may be there already. */
  openAt(place: StorePlace): Promise<Store>;
  /** Where a store can be made; undefined where PostgreSQL is not installed and runs within the process instead. */
  place(): Promise<StorePlace | undefined>;
  close(): Promise<void>;
}

/** Prepares a kind of database: a folder, or a server. Close it in afterAll. */
export async function testStores(kind: StoreKind): Promise<TestStores> {
  const folder = mkdtempSync(join(tmpdir(), "cscss-store-"));
  const programs = kind === "postgres" ? postgresPrograms() : undefined;
  const server = programs === undefined ? undefined : await startPostgres(programs);
  const opened: Store[] = [];
  let made = 0;

  async function place(): Promise<StorePlace | undefined> {
    if (kind === "sqlite") return { kind, file: join(folder, `${++made}.db`) };
    return server && { kind, url: await server.createDatabase() };
  }
  const keep = (store: Store): Store => {
    opened.push(store);
    return store;
  };
  return {
    place,
    openAt: async (at) => keep(await openStore(at)),
    async open() {
      const at = await place();
      if (at !== undefined) return keep(await openStore(at));
      return keep(await openStoreOn(new PGliteDialect({ pglite: new PGlite() }), kind));
    },
    async close() {
      await Promise.all(opened.splice(0).map((store) => store.destroy()));
      await server?.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
