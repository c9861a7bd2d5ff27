import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { BackupOptions, OwnKeys } from "../../../../scripts/cli/graduate/backup.ts";
import { backUpKeystore, backUpShares, writeBackup } from "../../../../scripts/cli/graduate/backup.ts";
import type { Backup } from "../../../../sdk/recovery/Backup.ts";
import { fixedAddress, fixedBytes, fixedRandom } from "../../../fixtures/makeCredential.ts";
import { openedOffline, prepareOffline } from "../../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../../fixtures/recordClaims.ts";

/** What the disk does to a file's content. */
const disk = vi.hoisted(() => ({
  write: (_file: string, content: string | Uint8Array): string | Uint8Array => content,
}));

vi.mock("../../../../scripts/cli/files/writeFileSafely.ts", async (original) => {
  const module = await original<typeof import("../../../../scripts/cli/files/writeFileSafely.ts")>();
  const writeFileSafely: typeof module.writeFileSafely = (file, content, options) => {
    module.writeFileSafely(file, disk.write(file, content), options);
  };
  return { ...module, writeFileSafely };
});

const PASSWORD = "correct horse battery";
const OPTIONS: BackupOptions = { password: PASSWORD, cost: 1024, random: fixedRandom("backup") };
const KEYS: OwnKeys = {
  owner: fixedAddress("owner"),
  privateKey: fixedBytes("key of today", 32),
  formerKeys: [fixedBytes("former key", 32)],
};

describe("a backup is read back when it is written", () => {
  let folder: string;
  let held: Pick<Backup, "credentials" | "claimFiles">;
  let count = 0;
  const fresh = (): string => join(folder, `${++count}`);
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "cscss-backup-"));
    const record = await openedOffline("transcript", RECORD_CLAIMS.transcript);
    const { claimFile } = await prepareOffline("degree", RECORD_CLAIMS.degree);
    held = { credentials: [record], claimFiles: [claimFile] };
  });
  afterEach(() => {
    disk.write = (_, content) => content;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The text of a backup that is good in itself, and another one. */
  async function another(change: { keys?: OwnKeys; held?: Partial<typeof held> }): Promise<string> {
    const file = fresh();
    await writeBackup(file, change.keys ?? KEYS, { ...held, ...change.held }, OPTIONS);
    return readFileSync(file, "utf8");
  }
  const refusal = { code: "ERR_IMPORT", message: expect.stringContaining("Do not rely on it") };
  const split = { shares: 3, threshold: 2, random: OPTIONS.random };

  it("and is good where nothing is lost", async () => {
    await expect(writeBackup(fresh(), KEYS, held, OPTIONS)).resolves.toBeUndefined();
    await expect(backUpKeystore(fresh(), KEYS, OPTIONS)).resolves.toBeUndefined();
    await expect(backUpShares(fresh(), KEYS.privateKey, split)).resolves.toHaveLength(3);
  });

  it("so that a file cut short is noticed", async () => {
    disk.write = (_, content) => content.slice(0, -20);
    await expect(writeBackup(fresh(), KEYS, held, OPTIONS)).rejects.toThrow();
    await expect(backUpKeystore(fresh(), KEYS, OPTIONS)).rejects.toThrow();
  });

  it.each<[string, () => Parameters<typeof another>[0]]>([
    ["another key of today", () => ({ keys: { ...KEYS, privateKey: fixedBytes("another", 32) } })],
    ["another former key", () => ({ keys: { ...KEYS, formerKeys: [fixedBytes("another", 32)] } })],
    ["no former key", () => ({ keys: { ...KEYS, formerKeys: [] } })],
    ["another owner", () => ({ keys: { ...KEYS, owner: fixedAddress("another") } })],
    ["a record too few", () => ({ held: { credentials: [] } })],
    [
      "a record that lacks a disclosure",
      () => ({
        held: { credentials: held.credentials.map((one) => ({ ...one, disclosures: one.disclosures.slice(1) })) },
      }),
    ],
    ["a claim file too few", () => ({ held: { claimFiles: [] } })],
    ["another claim file", () => ({ held: { claimFiles: held.claimFiles.map((one) => ({ ...one, sequence: 2 })) } })],
  ])("so that a file with %s is noticed", async (_, change) => {
    const other = await another(change());
    disk.write = () => other;
    await expect(writeBackup(fresh(), KEYS, held, OPTIONS)).rejects.toMatchObject(refusal);
  });

  it("so that another keystore is noticed", async () => {
    const file = fresh();
    await backUpKeystore(file, { ...KEYS, formerKeys: [fixedBytes("another", 32)] }, OPTIONS);
    disk.write = () => readFileSync(file, "utf8");
    await expect(backUpKeystore(fresh(), KEYS, OPTIONS)).rejects.toMatchObject(refusal);
  });

  it.each([
    ["share 1 of another key is", ["share-1.txt"]],
    ["share 2 of another key is", ["share-2.txt"]],
    ["share 3 of another key is", ["share-3.txt"]],
    ["shares that all belong to another key are", ["share-1.txt", "share-2.txt", "share-3.txt"]],
  ])("so that %s noticed", async (_, swapped) => {
    const other = fresh();
    await backUpShares(other, fixedBytes("another", 32), split);
    disk.write = (file, content) =>
      swapped.includes(basename(file)) ? readFileSync(join(other, basename(file)), "utf8") : content;
    const written = backUpShares(fresh(), KEYS.privateKey, split);
    await expect(written).rejects.toMatchObject(swapped.length === 3 ? refusal : { code: "ERR_SHARES" });
  });
});
