import type { NetworkFile } from "@cscss-me/sdk";
import { AccreditationStatus } from "@cscss-me/sdk/contracts";
import { getAddress } from "ethers";
import { sql } from "kysely";
import type { Store } from "../store/openStore.ts";
import { appendAudit } from "./auditLog.ts";
import { giveRoom } from "./papersKept.ts";

const APPLIED = sql.lit<number>(AccreditationStatus.Applied);

/**
 * Forgets the papers of applications that were admitted or turned down, as the index shows it: they make room for others.
 * Their hash, the notes and the log stay.
 *
 * @param now - Unix seconds.
 */
export async function releasePapers(store: Store, network: NetworkFile, now: () => number): Promise<void> {
  for (const { id, organization, evidence } of await decidedApplications(store, network)) {
    await store.transaction().execute(async (db) => {
      const kept = await db.selectFrom("applications").select("papers").where("id", "=", id).executeTakeFirstOrThrow();
      const { numUpdatedRows } = await db
        .updateTable("applications")
        .set({ papers: "" })
        .where("id", "=", id)
        .where("papers", "!=", "")
        .executeTakeFirst();
      // Another process was faster.
      if (numUpdatedRows !== 1n) return;
      await giveRoom(db, Buffer.byteLength(kept.papers, "base64"));
      await appendAudit(db, now(), "papers_released", { id, organization, evidence });
    });
  }
}

/** Those whose papers are kept, and whose organization has got another standing since it applied with them. */
function decidedApplications(store: Store, { generations }: NetworkFile) {
  // With the registry, each organization is found by the key of the table.
  const registries = generations.map(({ registry }) => getAddress(registry));
  return store
    .selectFrom("applications")
    .select(["id", "organization", "evidence"])
    .where("papers", "!=", "")
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom("intervals as applied")
          .innerJoin("intervals as decided", (join) =>
            join
              .onRef("decided.registry", "=", "applied.registry")
              .onRef("decided.organization", "=", "applied.organization")
              .onRef("decided.block", ">", "applied.block")
              .on("decided.status", "!=", APPLIED),
          )
          .select("applied.block")
          .where("applied.registry", "in", registries)
          .whereRef("applied.organization", "=", "applications.organization")
          .whereRef("applied.evidence", "=", "applications.evidence")
          .where("applied.status", "=", APPLIED)
          // It may have applied again with the same papers.
          .where(({ not, exists: another, selectFrom: from }) =>
            not(
              another(
                from("intervals as again")
                  .select("again.block")
                  .whereRef("again.registry", "=", "applied.registry")
                  .whereRef("again.organization", "=", "applied.organization")
                  .whereRef("again.evidence", "=", "applied.evidence")
                  .whereRef("again.block", ">", "decided.block")
                  .where("again.status", "=", APPLIED),
              ),
            ),
          ),
      ),
    )
    .execute();
}
