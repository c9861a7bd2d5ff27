import { chmodSync, copyFileSync, existsSync, renameSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { runPostgres } from "./backUp.ts";
import { openStore } from "./openStore.ts";
import type { StorePlace } from "./StorePlace.ts";

/**
 * Puts a backup in place of a store that does not exist yet, or is empty, and brings its tables up to date.
 *
 * @throws Error saying why not. A store that holds anything is never written over.
 */
export async function restore(place: StorePlace, backup: string): Promise<void> {
  if (!existsSync(backup)) throw new Error(`There is no backup at ${backup}.`);
  if (place.kind === "sqlite") copyBack(backup, place.file);
  // In one transaction: an interrupted restoring leaves an empty database.
  else await runPostgres("pg_restore", ["--no-owner", "--single-transaction", "--dbname=", backup], place.url);
  const store = await openStore(place);
  try {
    await sql`select 1 from audit`.execute(store);
  } finally {
    await store.destroy();
  }
}

function copyBack(backup: string, file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`]) {
    if (existsSync(name)) throw new Error(`${name} exists already; move it away before restoring.`);
  }
  const part = `${file}.part`;
  copyFileSync(backup, part);
  chmodSync(part, 0o600);
  const database = new DatabaseSync(part, { readOnly: true });
  const { integrity_check: found } = database.prepare("pragma integrity_check").get() ?? {};
  database.close();
  if (found !== "ok") throw new Error(`${backup} is damaged: ${found}`);
  renameSync(part, file);
}
