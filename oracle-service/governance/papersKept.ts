import type { Transaction } from "kysely";
import { ServiceError } from "../errors/ServiceError.ts";
import type { Database } from "../store/Database.ts";

const ONLY = 1;

/**
 * Counts papers to all that are kept, in the transaction that keeps them: two at once cannot both take the last place.
 *
 * @throws ERR_PAPERS_FULL if they do not fit any more; the transaction is then undone.
 */
export async function makeRoom(db: Transaction<Database>, bytes: number, mostBytes: number): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable("papers_kept")
    .set(({ eb }) => ({ bytes: eb("bytes", "+", bytes) }))
    .where("id", "=", ONLY)
    .where("bytes", "<=", mostBytes - bytes)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  throw new ServiceError(
    "ERR_PAPERS_FULL",
    `This service keeps ${mostBytes} bytes of papers, and has no room for these.`,
  );
}

/** Takes papers that are forgotten from the count, in the transaction that forgets them. */
export async function giveRoom(db: Transaction<Database>, bytes: number): Promise<void> {
  await db
    .updateTable("papers_kept")
    .set(({ eb }) => ({ bytes: eb("bytes", "-", bytes) }))
    .where("id", "=", ONLY)
    .execute();
}
