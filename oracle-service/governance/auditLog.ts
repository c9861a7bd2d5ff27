import { createHash } from "node:crypto";
import type { JsonValue } from "@cscss-me/sdk";
import { canonicalJson } from "@cscss-me/sdk";
import type { Transaction } from "kysely";
import type { Database, ServiceTables } from "../store/Database.ts";
import type { Store } from "../store/openStore.ts";

/** What is written down. */
export type AuditKind =
  | "application_received"
  | "papers_released"
  | "note_written"
  | "decision_proposed"
  | "decision_approved"
  | "relay_signed"
  | "relay_final"
  | "relay_failed"
  | "relay_raised"
  | "relay_reverted"
  | "relay_replaced"
  | "relay_reopened";

/** An entry, as it is kept and exported. Its hash covers everything else in it, and so the whole log before it. */
export type AuditEntry = ServiceTables["audit"];

/** What a check of the log found. */
export type AuditCheck =
  | { readonly whole: true; readonly entries: number; readonly head: string }
  | { readonly whole: false; readonly sequence: number; readonly problem: string };

const HEAD = 1;
const PAGE = 1_000;

/** Adds an entry, in the transaction of what it tells of: there is neither an act without its entry nor the reverse. */
export async function appendAudit(
  db: Transaction<Database>,
  time: number,
  kind: AuditKind,
  body: Readonly<Record<string, JsonValue>>,
): Promise<void> {
  const { sequence, hash: previous } = await db
    .updateTable("audit_head")
    .set(({ eb }) => ({ sequence: eb("sequence", "+", 1) }))
    .where("id", "=", HEAD)
    .returning(["sequence", "hash"])
    .executeTakeFirstOrThrow();
  const entry = { sequence, time, kind, body: canonicalJson(body), previous };
  const hash = hashOf(entry);
  await db
    .insertInto("audit")
    .values({ ...entry, hash })
    .execute();
  await db.updateTable("audit_head").set({ hash }).where("id", "=", HEAD).execute();
}

/** The entries behind a sequence number, oldest first. */
export function readAudit(store: Store, behind: number, limit: number): Promise<AuditEntry[]> {
  return store
    .selectFrom("audit")
    .selectAll()
    .where("sequence", ">", behind)
    .orderBy("sequence")
    .limit(limit)
    .execute();
}

/** All entries, oldest first, however many. */
export async function* exportAudit(store: Store): AsyncGenerator<AuditEntry, void> {
  for (let behind = 0; ; ) {
    const page = await readAudit(store, behind, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    behind = last.sequence;
  }
}

/**
 * Follows the chain of hashes through the whole log, up to the head that is kept beside it. An entry that was written
 * anew together with its hash does not fit the next one, and the newest does not fit the head.
 *
 * @param head - a hash that was noted elsewhere earlier; the log has to contain it. Only this shows that nobody wrote the
 * whole log anew.
 */
export async function checkAudit(store: Store, head?: string): Promise<AuditCheck> {
  let [previous, entries] = ["", 0];
  let found = head === undefined;
  for await (const entry of exportAudit(store)) {
    const broken = (problem: string): AuditCheck => ({ whole: false, sequence: entries + 1, problem });
    if (entry.sequence !== entries + 1) return broken("an entry is missing");
    if (entry.previous !== previous) return broken("it does not follow from the one before");
    if (entry.hash !== hashOf(entry)) return broken("it was changed");
    previous = entry.hash;
    entries++;
    if (entry.hash === head) found = true;
  }
  const last = await store.selectFrom("audit_head").selectAll().executeTakeFirst();
  if (last?.sequence !== entries) {
    return { whole: false, sequence: entries + 1, problem: "the newest entries are missing" };
  }
  // Nothing follows the newest entry that would have its hash: the head does.
  if (last.hash !== previous) {
    return { whole: false, sequence: entries, problem: "it is not the entry that was written last" };
  }
  if (!found) return { whole: false, sequence: entries, problem: "the hash that was noted earlier is not in it" };
  return { whole: true, entries, head: previous };
}

function hashOf({ sequence, time, kind, body, previous }: Omit<AuditEntry, "hash">): string {
  return createHash("sha256").update(canonicalJson({ sequence, time, kind, body, previous })).digest("hex");
}
