import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../../oracle-service/governance/auditLog.ts";
import { appendAudit, checkAudit, exportAudit } from "../../../oracle-service/governance/auditLog.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { canonicalJson } from "../../../sdk/json/canonicalJson.ts";
import type { TestStores } from "../support/testStores.ts";
import { STORE_KINDS, testStores } from "../support/testStores.ts";

const DROP = {
  sqlite: ["drop trigger audit_no_update", "drop trigger audit_no_delete"],
  postgres: ["drop trigger audit_no_change on audit"],
};

describe.each(STORE_KINDS)("the audit log on %s", (kind) => {
  let stores: TestStores;

  beforeAll(async () => {
    stores = await testStores(kind);
  });

  afterAll(() => stores.close());

  const append = (store: Store, text: string) =>
    store.transaction().execute((db) => appendAudit(db, 7, "note_written", { text, nested: [1, { b: 2, a: "Ω" }] }));

  async function logOf(entries: number): Promise<Store> {
    const store = await stores.open();
    for (let number = 1; number <= entries; number++) await append(store, `entry ${number}`);
    return store;
  }

  it("is one chain, also when many write at once", async () => {
    const store = await stores.open();
    await Promise.all(Array.from({ length: 30 }, (_, index) => append(store, `entry ${index}`)));
    expect(await checkAudit(store)).toMatchObject({ whole: true, entries: 30 });
    const exported: AuditEntry[] = [];
    for await (const entry of exportAudit(store)) exported.push(entry);
    expect(exported.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(await checkAudit(store, exported[10]?.hash)).toMatchObject({ whole: true });
    expect(await checkAudit(store, "ab".repeat(32))).toMatchObject({ whole: false });
  });

  it("has no entry of what was undone", async () => {
    const store = await logOf(2);
    const failing = store.transaction().execute(async (db) => {
      await appendAudit(db, 7, "note_written", { text: "undone" });
      throw new Error("undo");
    });
    await expect(failing).rejects.toThrow("undo");
    expect(await checkAudit(store)).toMatchObject({ whole: true, entries: 2 });
  });

  it.each([
    ["changed", "update audit set body = '{}' where sequence = 3", 3, "it was changed"],
    ["changed in its time", "update audit set time = 8 where sequence = 3", 3, "it was changed"],
    ["taken out", "delete from audit where sequence = 3", 3, "an entry is missing"],
    ["cut off", "delete from audit where sequence > 3", 4, "the newest entries are missing"],
  ])(
    "shows that an entry was %s, even by somebody who owns the database",
    async (_what, statement, sequence, problem) => {
      const store = await logOf(5);
      await expect(sql.raw(statement).execute(store)).rejects.toThrow("append-only");
      for (const drop of DROP[kind]) await sql.raw(drop).execute(store);
      await sql.raw(statement).execute(store);
      expect(await checkAudit(store)).toEqual({ whole: false, sequence, problem });
    },
  );

  /** Entries as somebody who owns the database would write them anew, each with the hash it then has. */
  async function rewrite(store: Store, sequences: readonly number[]): Promise<string> {
    for (const drop of DROP[kind]) await sql.raw(drop).execute(store);
    let following = "";
    for (const sequence of sequences) {
      const entry = await store
        .selectFrom("audit")
        .selectAll()
        .where("sequence", "=", sequence)
        .executeTakeFirstOrThrow();
      const { hash: _, ...kept } = { ...entry, body: canonicalJson({ text: "another" }) };
      const content = { ...kept, previous: following === "" ? kept.previous : following };
      following = createHash("sha256").update(canonicalJson(content)).digest("hex");
      await store
        .updateTable("audit")
        .set({ ...content, hash: following })
        .where("sequence", "=", sequence)
        .execute();
    }
    return following;
  }

  it.each([
    ["an entry", [3], 4, "it does not follow from the one before"],
    ["two entries in a row", [2, 3], 4, "it does not follow from the one before"],
    ["the newest entry", [5], 5, "it is not the entry that was written last"],
    ["all entries", [1, 2, 3, 4, 5], 5, "it is not the entry that was written last"],
  ])("notices that somebody wrote %s anew together with the hash", async (_what, sequences, sequence, problem) => {
    const store = await logOf(5);
    await rewrite(store, sequences);
    expect(await checkAudit(store)).toEqual({ whole: false, sequence, problem });
  });

  it("shows by a hash noted elsewhere that entries were written anew together with the head", async () => {
    const store = await logOf(5);
    const exported: AuditEntry[] = [];
    for await (const entry of exportAudit(store)) exported.push(entry);
    const hash = await rewrite(store, [4, 5]);
    await store.updateTable("audit_head").set({ hash }).execute();
    // Without it nothing shows it: that is why the command says to note the newest hash elsewhere.
    expect(await checkAudit(store)).toMatchObject({ whole: true, head: hash });
    expect(await checkAudit(store, exported[2]?.hash)).toMatchObject({ whole: true });
    for (const { hash: noted } of exported.slice(3)) {
      const problem = "the hash that was noted earlier is not in it";
      expect(await checkAudit(store, noted)).toEqual({ whole: false, sequence: 5, problem });
    }
  });
});
