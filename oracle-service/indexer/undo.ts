import type { Store } from "../store/openStore.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { moveCheckpoint } from "./checkpoint.ts";
import { addCounts, countsBehind } from "./dailyCounts.ts";
import type { EventTable } from "./rowsOf.ts";
import { noRows } from "./rowsOf.ts";

/** Takes everything behind a block out of the index, and the checkpoint back to it, both or neither. @throws CheckpointMoved */
export async function undo(store: Store, from: Checkpoint, to: Checkpoint): Promise<void> {
  await store.transaction().execute(async (db) => {
    await moveCheckpoint(db, from, to);
    await addCounts(db, await countsBehind(db, to.block), -1);
    for (const table of [...(Object.keys(noRows()) as EventTable[]), "headers"] as const) {
      await db.deleteFrom(table).where("block", ">", to.block).execute();
    }
  });
}
