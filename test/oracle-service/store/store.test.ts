import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Kysely } from "kysely";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../../oracle-service/store/migrate.ts";
import { indexTables } from "../../../oracle-service/store/migrations/0001-index.ts";
import { serviceTables } from "../../../oracle-service/store/migrations/0002-service.ts";
import { limitTables } from "../../../oracle-service/store/migrations/0003-limits.ts";
import { relayColumns } from "../../../oracle-service/store/migrations/0004-relays.ts";
import { figureTables } from "../../../oracle-service/store/migrations/0005-figures.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { openStore } from "../../../oracle-service/store/openStore.ts";
import { FROM_SOURCES } from "../../fixtures/fromSources.ts";
import type { TestStores } from "../support/testStores.ts";
import { STORE_KINDS, testStores } from "../support/testStores.ts";

const BIG = Number.MAX_SAFE_INTEGER;

describe.each(STORE_KINDS)("the store on %s", (kind) => {
  let stores: TestStores;

  beforeAll(async () => {
    stores = await testStores(kind);
  });

  afterAll(() => stores.close());

  async function dropTables(store: Store): Promise<void> {
    if (kind === "postgres") {
      await sql`drop schema public cascade`.execute(store);
      await sql`create schema public`.execute(store);
      return;
    }
    await sql`pragma foreign_keys = off`.execute(store);
    for (const { name } of await store.introspection.getTables()) await store.schema.dropTable(name).execute();
  }

  it("gives numbers back as numbers, and text as it was", async () => {
    const store = await stores.open();
    const request = JSON.stringify({ purpose: "Ω ' \" \\ \u0001 日本" });
    await store.insertInto("requests").values({ nonce: "n", request, expires: BIG, used: 0 }).execute();
    expect(await store.selectFrom("requests").selectAll().executeTakeFirst()).toEqual({
      nonce: "n",
      request,
      expires: BIG,
      used: 0,
    });
    const { count } = await store
      .selectFrom("requests")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it("is migrated from nothing, and again without harm", async () => {
    const store = await stores.open();
    await store.insertInto("headers").values({ block: 1, hash: "0x" }).execute();
    await migrate(store, kind);
    await migrate(store, kind);
    expect(await store.selectFrom("headers").selectAll().execute()).toHaveLength(1);
  });

  it("is brought up to date from the first release, with what it holds", async () => {
    const store = await stores.open();
    await dropTables(store);
    const db = store as unknown as Kysely<never>;
    await indexTables(db);
    await serviceTables(db, kind);
    const papers = Buffer.alloc(300, 1).toString("base64");
    const application = { id: "a", organization: "o", evidence: "e", media_type: "a/b", papers, received: 1 };
    await store.insertInto("applications").values(application).execute();
    for (const day of [1, 2]) {
      await store.insertInto("daily").values({ day, organization: "", kind: "issued", count: 3 }).execute();
    }
    await limitTables(db);
    await relayColumns(db);
    await figureTables(db);
    expect(await store.selectFrom("papers_kept").select("bytes").execute()).toEqual([{ bytes: 300 }]);
    expect(await store.selectFrom("totals").selectAll().execute()).toEqual([
      { organization: "", kind: "issued", count: 6 },
    ]);
  });

  it("refuses tables of a newer release", async () => {
    const store = await stores.open();
    await sql`insert into kysely_migration values ('9999-later', '2030-01-01')`.execute(store);
    await expect(migrate(store, kind)).rejects.toThrow(/not of this release.*9999-later/);
  });

  it("keeps transactions apart that come at the same time, and undoes those that fail", async () => {
    const store = await stores.open();
    const add = (block: number, fail: boolean) =>
      store.transaction().execute(async (transaction) => {
        await transaction.insertInto("headers").values({ block, hash: "a" }).execute();
        await new Promise((resolve) => setImmediate(resolve));
        await transaction
          .insertInto("headers")
          .values({ block: block + 1000, hash: "b" })
          .execute();
        if (fail) throw new Error("undo");
      });
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => add(index, index % 2 === 1)));
    expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(10);
    const rows = await store.selectFrom("headers").select("block").orderBy("block").execute();
    const even = Array.from({ length: 10 }, (_, index) => index * 2);
    expect(rows.map(({ block }) => block)).toEqual([...even, ...even.map((block) => block + 1000)]);
  });

  it("refuses to change or delete an entry of the audit log", async () => {
    const store = await stores.open();
    const entry = { sequence: 1, time: 1, kind: "note", body: "{}", previous: "", hash: "h" };
    await store.insertInto("audit").values(entry).execute();
    const change = store.updateTable("audit").set({ body: "[]" }).execute();
    await expect(change).rejects.toThrow("append-only");
    await expect(store.deleteFrom("audit").execute()).rejects.toThrow("append-only");
    expect(await store.selectFrom("audit").selectAll().execute()).toEqual([entry]);
  });

  it("takes two processes at once, also while its tables are made", async (context) => {
    const place = await stores.place();
    if (place === undefined) return context.skip("needs a server");
    const script = join(import.meta.dirname, "..", "support", "writeHeaders.ts");
    const run = promisify(execFile);
    await Promise.all(
      ["0", "100"].map((from) => run(process.execPath, [...FROM_SOURCES, script, JSON.stringify(place), from])),
    );
    const one = await stores.openAt(place);
    expect(await one.selectFrom("headers").selectAll().execute()).toHaveLength(20);
  });
});

describe("a store that cannot be opened", () => {
  it("is named without its password", async () => {
    const url = "postgresql://user:secret@127.0.0.1:1/db";
    const failure: unknown = await openStore({ kind: "postgres", url }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Error);
    expect(String(failure)).toContain("The store cannot be used");
    expect(String(failure)).not.toContain("secret");
  });
});
