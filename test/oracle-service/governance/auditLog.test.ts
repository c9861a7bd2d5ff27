import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AuditEntry } from "../../../oracle-service/governance/auditLog.ts";
import { appendAudit, checkAudit, exportAudit } from "../../../oracle-service/governance/auditLog.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
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
});
