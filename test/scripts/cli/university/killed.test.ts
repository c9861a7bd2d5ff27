import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getBytes } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAnvil } from "../../../../scripts/cli/setup/startAnvil.ts";
import { memoryDecryptionKey } from "../../../../sdk/seal/memoryDecryptionKey.ts";
import type { ClaimFile } from "../../../../sdk/wallet/ClaimFile.ts";
import { listWallets } from "../../../../sdk/wallet/listWallets.ts";
import { openRecords } from "../../../../sdk/wallet/openRecords.ts";
import { parseClaimFile } from "../../../../sdk/wallet/parseClaimFile.ts";
import { fixedRandom } from "../../../fixtures/makeCredential.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../../fixtures/university.ts";

// How many processes are killed; a longer search: npm run kill:batch.
const KILLS = Number(process.env.CSCSS_KILLS ?? 8);
/** Enough for several transactions: the first is a sample of 8. */
const ROWS = 24;
const ALL = readFileSync(join(import.meta.dirname, "../../../fixtures/data/graduates.csv"), "utf8").split(/\r?\n/);
const [HEADER = "", ...LINES] = ALL.slice(0, ROWS + 1);
const STUDENTS = LINES.map((line) => line.split(",")[0] ?? "");

/** What happens besides the kills, in turn. */
const FAULTS = ["nothing else", "started twice", "node lost", "reorganised"] as const;

describe("issue-batch killed at any moment and run again (H6)", () => {
  let university: University;
  let expected = 0;
  beforeAll(async () => {
    university = await openUniversity();
    await university.writeConsents(STUDENTS, join(university.folder, "consents"));
    const { code, stderr } = await runCscss(university.folder, ["org", "enrol", "consents"], { env: university.env });
    expect(stderr).toContain(`${ROWS} of ${ROWS} holders`);
    expect(code).toBe(0);
  });
  afterAll(() => university.close());

  /** A class of its own: the same students, other diplomas. */
  function writeClass(name: string): string {
    const csv = join(university.folder, `${name}.csv`);
    writeFileSync(csv, [HEADER, ...LINES.map((line) => `${line}/${name}`)].join("\n"));
    expected += ROWS;
    return csv;
  }
  const random = fixedRandom("killed");
  /** From 0 to 1, the same ones in every run. */
  const lot = (): number => (random(1)[0] ?? 0) / 256;
  const run = (csv: string, killAfterMs?: number) =>
    runCscss(university.folder, ["org", "issue-batch", csv, "--yes", "--json"], {
      env: university.env,
      ...(killAfterMs === undefined ? {} : { killAfterMs }),
    });

  /** Every record is in its wallet once, and opens with the claim file that was written for it. */
  async function expectExactlyOnce(names: readonly string[]): Promise<void> {
    const claims: ClaimFile[] = names.flatMap((name) => {
      const folder = join(university.folder, `${name}.issued`, "claims");
      const files = readdirSync(folder);
      // Nothing that a killed process was still writing is left.
      expect(files.filter((file) => !file.endsWith(".json"))).toEqual([]);
      return files.map((file) => parseClaimFile(readFileSync(join(folder, file), "utf8")));
    });
    expect(claims).toHaveLength(names.length * ROWS);
    let records = 0;
    for (const student of STUDENTS.slice(0, 12)) {
      const decryptionKey = memoryDecryptionKey(getBytes(studentKey(student)));
      const owner = claims[0] && (await ownerOf(student));
      const [wallet] = await listWallets(university.chain, owner ?? "");
      const { opened, unopened } = await openRecords(university.chain, wallet!.address, {
        decryptionKey,
        claimFiles: claims,
      });
      expect(unopened).toEqual([]);
      const diplomas = opened.map((record) => record.claims.diplomaNumber);
      expect(new Set(diplomas).size).toBe(diplomas.length);
      // The claims that identify come from the claim file: with another one's salts they would not be there.
      expect(opened.every((record) => typeof record.claims.givenName === "string")).toBe(true);
      records += opened.length;
    }
    expect(records).toBe((expected / ROWS) * 12);
  }
  /** Stops the node under a run that may be at work, and starts it again with its data. */
  async function loseNode(): Promise<void> {
    const { folder } = university;
    await university.running.stop();
    const { genesisTime } = JSON.parse(readFileSync(join(folder, "genesis.json"), "utf8")) as { genesisTime: number };
    const port = Number(new URL(university.running.url).port);
    university.running = await startAnvil({ folder: join(folder, "chain"), port, chainId: 31_337, genesisTime });
  }
  async function ownerOf(student: string): Promise<string> {
    const { computeAddress } = await import("ethers");
    return computeAddress(studentKey(student));
  }

  it(
    "ends with every award issued once, and its claim file",
    async () => {
      const started = performance.now();
      const first = writeClass("whole");
      const undisturbed = await run(first);
      expect(undisturbed.code).toBe(0);
      const takes = performance.now() - started;

      const names = ["whole"];
      const met = { killed: 0, [FAULTS[0]]: 0, [FAULTS[1]]: 0, [FAULTS[2]]: 0, [FAULTS[3]]: 0, runs: 1 };
      for (let round = 0; met.killed < KILLS; round++) {
        const name = `killed${round}`;
        const csv = writeClass(name);
        names.push(name);
        const fault = FAULTS[round % FAULTS.length] as (typeof FAULTS)[number];
        met[fault]++;
        // Twice in a row, later each time, so that what recovers is killed too.
        const moment = takes * (0.25 + (0.75 * (met.killed + lot())) / KILLS);
        const ended = [await run(csv, moment)];
        if (fault === "reorganised") await university.node.send("anvil_reorg", [2, []]);
        const second = [run(csv, takes * lot())];
        if (fault === "started twice") second.push(run(csv, takes * lot()));
        if (fault === "node lost") await loseNode();
        ended.push(...(await Promise.all(second)));
        // What goes on may find that the node is still away, or the lock of a process that is just being reaped.
        met.killed += ended.filter((one) => one.code === null).length;
        met.runs += ended.length + 1;
        const { code, stdout, stderr } = await run(csv);
        expect(stderr.includes("ERR_") ? stderr : "").toBe("");
        expect(code).toBe(0);
        expect(JSON.parse(stdout)).toMatchObject({ issued: ROWS });
        // What is done lies deeper than the next reorganisation reaches.
        await university.node.send("anvil_mine", ["0x2"]);
      }
      await expectExactlyOnce(names);
      const seconds = Math.round((performance.now() - started) / 1000);
      process.stdout.write(`${JSON.stringify({ ...met, rows: names.length * ROWS, seconds })}\n`);
    },
    120_000 * KILLS,
  );

  it("goes on from a journal whose last line was cut at any byte", async () => {
    const csv = writeClass("torn");
    expect((await run(csv)).code).toBe(0);
    const journal = readFileSync(`${csv}.journal`);
    const again = join(university.folder, "again");
    for (const cut of [journal.length - 1, journal.length - 200, Math.floor(journal.length / 2), 100]) {
      mkdirSync(again, { recursive: true });
      const copy = join(again, `cut${cut}.csv`);
      copyFileSync(csv, copy);
      writeFileSync(`${copy}.journal`, journal.subarray(0, cut));
      const args = ["org", "issue-batch", copy, "--consents", join(university.folder, "consents"), "--yes", "--json"];
      const { code, stdout, stderr } = await runCscss(university.folder, args, { env: university.env });
      expect(stderr.includes("ERR_") ? stderr : "").toBe("");
      expect(code).toBe(0);
      // What the journal lost is on chain all the same, and nothing gets there twice.
      const { issued = 0, exists = 0 } = JSON.parse(stdout) as { issued?: number; exists?: number };
      expect(issued + exists).toBe(ROWS);
    }
    expect(existsSync(join(again))).toBe(true);
  }, 300_000);

  it("lets only one of two that start at once go on, and leaves no lock behind", async () => {
    const csv = writeClass("twice");
    const runs = await Promise.all([run(csv), run(csv)]);
    const busy = runs.filter(({ stderr }) => stderr.includes("ERR_BUSY"));
    const { code } = await run(csv);
    expect(code).toBe(0);
    expect(runs.filter((one) => one.code === 0).length + busy.length).toBe(2);
    expect(busy.length).toBeGreaterThan(0);
    expect(readdirSync(university.folder).filter((name) => name.includes(".lock."))).toEqual([]);
  }, 120_000);
});
