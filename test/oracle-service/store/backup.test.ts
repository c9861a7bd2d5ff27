import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp } from "../../../oracle-service/store/backUp.ts";
import { pgEnvironment } from "../../../oracle-service/store/pgEnvironment.ts";
import { restore } from "../../../oracle-service/store/restore.ts";
import type { StorePlace } from "../../../oracle-service/store/StorePlace.ts";
import type { TestStores } from "../support/testStores.ts";
import { STORE_KINDS, testStores } from "../support/testStores.ts";

const ENTRY = { sequence: 1, time: 1, kind: "note", body: '{"a":"Ω"}', previous: "", hash: "h" };

let folder: string;
let made = 0;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cscss-backup-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

const newFile = () => join(folder, `${++made}.backup`);

describe.each(STORE_KINDS)("a backup of %s", (kind) => {
  let stores: TestStores;

  beforeAll(async () => {
    stores = await testStores(kind);
  });

  afterAll(() => stores.close());

  async function placeOf(skip: (why: string) => never): Promise<StorePlace> {
    return (await stores.place()) ?? skip("needs PostgreSQL's programs");
  }

  it("is made while the service writes, and restored elsewhere as it was, with its protection", async (context) => {
    const place = await placeOf(context.skip);
    const store = await stores.openAt(place);
    await store.insertInto("audit").values(ENTRY).execute();
    const file = newFile();
    const writing = store
      .transaction()
      .execute((transaction) => transaction.insertInto("headers").values({ block: 1, hash: "a" }).execute());
    await Promise.all([backUp(place, file), writing]);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const elsewhere = await placeOf(context.skip);
    await restore(elsewhere, file);
    const restored = await stores.openAt(elsewhere);
    expect(await restored.selectFrom("audit").selectAll().execute()).toEqual([ENTRY]);
    await expect(restored.deleteFrom("audit").execute()).rejects.toThrow("append-only");
  });

  it("is never written over a file, nor a restored one over a store", async (context) => {
    const place = await placeOf(context.skip);
    const store = await stores.openAt(place);
    await store.insertInto("audit").values(ENTRY).execute();
    const file = newFile();
    await backUp(place, file);
    const before = readFileSync(file);
    await expect(backUp(place, file)).rejects.toThrow("exists already");
    expect(readFileSync(file).equals(before)).toBe(true);
    await expect(restore(place, file)).rejects.toThrow(/exists/);
    expect(await store.selectFrom("audit").selectAll().execute()).toEqual([ENTRY]);
  });

  it("that is damaged or missing is refused", async (context) => {
    const place = await placeOf(context.skip);
    await expect(restore(place, join(folder, "none"))).rejects.toThrow("There is no backup");
    const file = newFile();
    writeFileSync(file, "no backup".repeat(1000));
    await expect(restore(place, file)).rejects.toThrow();
    if (place.kind === "sqlite") expect(existsSync(place.file)).toBe(false);
  });
});

describe("PostgreSQL's programs", () => {
  it("get the password by environment, decoded", () => {
    expect(pgEnvironment("postgresql://us%40er:p%3Aw@[::1]:5433/my%20db?sslmode=require")).toEqual({
      PGHOST: "::1",
      PGPORT: "5433",
      PGUSER: "us@er",
      PGPASSWORD: "p:w",
      PGDATABASE: "my db",
      PGSSLMODE: "require",
    });
  });
});
