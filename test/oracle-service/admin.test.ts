import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendAudit } from "../../oracle-service/governance/auditLog.ts";
import { openStore } from "../../oracle-service/store/openStore.ts";
import { FROM_SOURCES } from "../fixtures/fromSources.ts";

const ADMIN = join(import.meta.dirname, "..", "..", "oracle-service", "admin.ts");

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cscss-admin-"));
});

afterAll(() => rmSync(folder, { recursive: true }));

const run = (environment: Record<string, string>, ...args: readonly string[]) =>
  spawnSync(process.execPath, [...FROM_SOURCES, ADMIN, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    encoding: "utf8",
  });

describe("node oracle-service/admin.ts", () => {
  it("backs a store up and restores it elsewhere", async () => {
    const [from, backup, to] = [join(folder, "from.db"), join(folder, "backup"), join(folder, "to.db")];
    const store = await openStore({ kind: "sqlite", file: from });
    await store.insertInto("headers").values({ block: 7, hash: "0x" }).execute();
    expect(run({ CSCSS_SERVICE_STORE: from }, "backup", backup)).toMatchObject({ status: 0, stderr: "" });
    await store.destroy();
    expect(run({ CSCSS_SERVICE_STORE: to }, "restore", backup)).toMatchObject({ status: 0, stderr: "" });
    const restored = await openStore({ kind: "sqlite", file: to });
    expect(await restored.selectFrom("headers").selectAll().execute()).toEqual([{ block: 7, hash: "0x" }]);
    await restored.destroy();
  });

  it("checks and exports the audit log", async () => {
    const file = join(folder, "audit.db");
    const store = await openStore({ kind: "sqlite", file });
    await store.transaction().execute((db) => appendAudit(db, 7, "note_written", { text: "Ω" }));
    const [entry] = await store.selectFrom("audit").selectAll().execute();
    const environment = { CSCSS_SERVICE_STORE: file };
    const exported = run(environment, "export");
    expect([exported.status, JSON.parse(exported.stdout)]).toEqual([0, entry]);
    const whole = run(environment, "audit", entry?.hash ?? "");
    expect(whole).toMatchObject({ status: 0, stdout: expect.stringContaining(`1 entries, whole`) });
    expect(run(environment, "audit", "ab".repeat(32))).toMatchObject({ status: 1 });
    await sql`drop trigger audit_no_update`.execute(store);
    await sql`update audit set body = '{}'`.execute(store);
    await store.destroy();
    const broken = run(environment, "audit");
    expect(broken).toMatchObject({ status: 1, stderr: expect.stringContaining("broken at entry 1: it was changed") });
  });

  it("says what is wrong, and exits with 1 or 2", () => {
    const none = join(folder, "none.db");
    expect(run({ CSCSS_SERVICE_STORE: none }, "backup", join(folder, "b"))).toMatchObject({ status: 1 });
    expect(existsSync(none)).toBe(false);
    for (const args of [[], ["backup"], ["constructor", "x"], ["backup", "a", "b"]]) {
      expect(run({}, ...args)).toMatchObject({ status: 2, stderr: expect.stringContaining("Usage") });
    }
    const wrong = run({ DATABASE_URL: "mysql://user:secret@host/db" }, "backup", "x");
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining("DATABASE_URL") });
    expect(wrong.stderr + wrong.stdout).not.toContain("secret");
  });
});
