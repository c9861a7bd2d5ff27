import type { NetworkFile } from "@cscss-me/sdk";
import type { Kysely, Transaction } from "kysely";
import type { Database, IndexTables } from "../store/Database.ts";

/** How far the index goes. */
export type Checkpoint = Pick<IndexTables["checkpoint"], "block" | "hash" | "time">;

/** Another process has moved the index on meanwhile; look again. */
export class CheckpointMoved extends Error {
  override readonly name = "CheckpointMoved";
}

const ONLY = 1;

/** The block before the first that can hold anything of ours, whose hash is not known. */
export function beforeAll({ generations }: NetworkFile): Checkpoint {
  return { block: Math.min(...generations.map(({ fromBlock }) => fromBlock)) - 1, hash: "", time: 0 };
}

/**
 * Where the index stands; begins it in an empty store.
 *
 * @throws Error if the store is the index of another chain or of other contracts.
 */
export async function openCheckpoint(db: Kysely<Database>, network: NetworkFile): Promise<Checkpoint> {
  const registries = network.generations.map(({ registry }) => registry.toLowerCase()).join(" ");
  const begin = { id: ONLY, genesis: network.genesisHash, registries, ...beforeAll(network) };
  await db
    .insertInto("checkpoint")
    .values(begin)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const found = await db.selectFrom("checkpoint").selectAll().where("id", "=", ONLY).executeTakeFirstOrThrow();
  if (found.genesis !== network.genesisHash || found.registries !== registries) {
    throw new Error("The store holds the index of another network. Give each network a store of its own.");
  }
  return { block: found.block, hash: found.hash, time: found.time };
}

/** Where the index stands. */
export async function readCheckpoint(db: Kysely<Database>): Promise<Checkpoint | undefined> {
  return db.selectFrom("checkpoint").select(["block", "hash", "time"]).where("id", "=", ONLY).executeTakeFirst();
}

/** Moves the index, if it is still where it was. @throws CheckpointMoved, which undoes the transaction. */
export async function moveCheckpoint(db: Transaction<Database>, from: Checkpoint, to: Checkpoint): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("checkpoint")
    .set({ block: to.block, hash: to.hash, time: to.time })
    .where("id", "=", ONLY)
    .where("block", "=", from.block)
    .where("hash", "=", from.hash)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new CheckpointMoved("Another process moved the index on.");
}
