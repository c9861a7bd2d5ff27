import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeAddress, toQuantity } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import { startAnvil } from "../../../../scripts/cli/setup/startAnvil.ts";
import { listRecords } from "../../../../sdk/wallet/listRecords.ts";
import { listWallets } from "../../../../sdk/wallet/listWallets.ts";
import { runCscss, startCscss } from "../../../fixtures/runCscss.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../../fixtures/university.ts";

const ALL = readFileSync(join(import.meta.dirname, "../../../fixtures/data/graduates.csv"), "utf8").split(/\r?\n/);
const [HEADER = "", ...LINES] = ALL.slice(0, 13);
const STUDENTS = LINES.map((line) => line.split(",")[0] ?? "");

describe("org issue-batch", () => {
  let university: University;
  beforeAll(async () => {
    university = await openUniversity();
    await university.writeConsents(STUDENTS, join(university.folder, "consents"));
  });
  afterAll(() => university.close());

  const write = (name: string, lines: readonly string[], header = HEADER): string => {
    const csv = join(university.folder, `${name}.csv`);
    writeFileSync(csv, [header, ...lines].join("\n"));
    return csv;
  };
  const classOf = (name: string): string =>
    write(
      name,
      LINES.map((line) => `${line}/${name}`),
    );
  const issue = (csv: string, ...more: string[]) =>
    runCscss(university.folder, ["org", "issue-batch", csv, "--yes", ...more], { env: university.env });
  const results = (name: string): string[][] => {
    const text = readFileSync(join(university.folder, `${name}.issued`, "results.csv"), "utf8");
    return text
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(","));
  };
  async function recordsOf(student: string) {
    const [wallet] = await listWallets(university.chain, computeAddress(studentKey(student)));
    return wallet === undefined ? [] : listRecords(university.chain, wallet.address);
  }

  it("says what it would do, and does nothing, with --dry-run", async () => {
    const csv = classOf("dry");
    const { code, stderr } = await issue(csv, "--dry-run");
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining("12 rows: 12 to issue") });
    expect(await recordsOf(STUDENTS[0]!)).toEqual([]);
    expect(readdirSync(university.folder).filter((name) => name.startsWith("dry"))).toEqual(["dry.csv"]);
  });

  it("takes a limit for the price of gas, which is a number of gwei", async () => {
    const csv = classOf("dear");
    expect(await issue(csv, "--max-gas-price", "cheap")).toMatchObject({ code: 2 });
    expect(await issue(csv, "--max-gas-price", "0.5", "--dry-run")).toMatchObject({ code: 0 });
  });

  it("does not go ahead unasked where nobody can be asked", async () => {
    const args = ["org", "issue-batch", classOf("unasked")];
    const { code, stderr } = await runCscss(university.folder, args, { env: university.env });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("give --yes") });
  });

  it.each([
    ["a column is missing", () => write("h8", LINES, HEADER.replace("award_date,", "")), /award_date +no such column/],
    [
      "a date is none",
      () => write("h8", [LINES[0]!.replace("2026-10-04", "31/02/2026")]),
      /2 +award_date +31\/02\/2026/,
    ],
    [
      "the encoding is another",
      () => {
        const csv = write("h8", LINES);
        writeFileSync(csv, Buffer.from(readFileSync(csv, "utf8"), "latin1"));
        return csv;
      },
      /UTF-8 text/,
    ],
  ])("issues nothing at all when %s, and says where (H8)", async (_, make, expected) => {
    const { code, stderr } = await issue(make());
    expect(code).toBe(1);
    expect(stderr).toMatch(expected);
    expect(stderr).toContain("ERR_CSV");
    expect(existsSync(join(university.folder, "h8.csv.journal"))).toBe(false);
    expect(await recordsOf(STUDENTS[0]!)).toEqual([]);
  });

  it("makes the wallets, issues, and writes results and claim files without an owner's address beside a student", async () => {
    const { code, stdout, stderr } = await issue(classOf("first"), "--json");
    expect(stderr).toContain("12 graduates are not enrolled yet: done first");
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, issued: 12 });
    expect(
      results("first").every(([, , status, record]) => status === "issued" && /^0x[0-9a-f]{32}$/.test(record!)),
    ).toBe(true);
    const [address] = STUDENTS.map((student) => computeAddress(studentKey(student)).slice(2).toLowerCase());
    const folder = join(university.folder, "first.issued");
    const written = readdirSync(join(folder, "claims")).map((name) =>
      readFileSync(join(folder, "claims", name), "utf8"),
    );
    expect(written).toHaveLength(12);
    const everything = [readFileSync(join(folder, "results.csv"), "utf8"), ...written].join("").toLowerCase();
    expect(everything).not.toContain(address);
    const { code: again } = await issue(join(university.folder, "first.csv"), "--with-addresses");
    expect(again).toBe(0);
    expect(results("first")[0]?.at(-1)?.toLowerCase()).toBe(`0x${address}`);
  });

  it("neutralises cells that a spreadsheet would take for formulas, and leaves rows without consent waiting (H8)", async () => {
    const formula = LINES[0]!.replace(/^[^,]+/, "=1+1");
    const { code } = await issue(write("formula", [`${formula}/f`, `${LINES[1]}/f`]));
    expect(code).toBe(0);
    expect(results("formula").map(([, student, status]) => [student, status])).toEqual([
      [`"'=1+1"`, "waiting"],
      [STUDENTS[1], "issued"],
    ]);
  });

  it("refuses a row that says something else than what was issued", async () => {
    const csv = classOf("changed");
    expect((await issue(csv)).code).toBe(0);
    writeFileSync(csv, readFileSync(csv, "utf8").replace("Thandiwe", "Somebody"));
    const { code, stderr } = await issue(csv);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_ISSUED") });
  });

  it("takes a record for issued, and writes its claim file, only as deep in the chain as the network wants", async () => {
    const DEPTH = 6;
    const mine = (blocks: number) => university.node.send("anvil_mine", [toQuantity(blocks)]);
    // What the university is accredited for is read as deep.
    await mine(DEPTH);
    const csv = classOf("deep");
    const network = join(university.folder, "deep.json");
    const { CSCSS_NETWORK: file = "" } = university.env;
    writeFileSync(network, JSON.stringify({ ...JSON.parse(readFileSync(file, "utf8")), confirmations: DEPTH }));
    const env = { ...university.env, CSCSS_NETWORK: network };
    const child = startCscss(university.folder, ["org", "issue-batch", csv, "--yes"], env);
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    const kinds = () => readFileSync(`${csv}.journal`, "utf8").match(/(?<=^{"kind":")\w+/gm);
    const sent = ["head", "batch", "batch", "batch"];
    await expect.poll(() => existsSync(`${csv}.journal`) && kinds(), { timeout: 60_000 }).toEqual(sent);
    for (const _ of [0, 1]) {
      // Ten looks: here they are 50 ms apart.
      await new Promise((resolve) => setTimeout(resolve, 500));
      expect(kinds()).toEqual(sent);
      expect(existsSync(join(university.folder, "deep.issued", "claims"))).toBe(false);
      await mine(1);
    }
    await mine(DEPTH);
    expect(await ended).toBe(0);
    expect(kinds()).toEqual([...sent, "mined", "mined", "mined"]);
    expect(readdirSync(join(university.folder, "deep.issued", "claims"))).toHaveLength(12);
  }, 120_000);

  it("goes on when the node was lost and came back (H7)", async () => {
    const csv = classOf("lost");
    const child = startCscss(university.folder, ["org", "issue-batch", csv, "--yes"], university.env);
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    // It has begun to sign, and is not done.
    await expect.poll(() => existsSync(`${csv}.journal`)).toBe(true);
    await university.running.stop();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const { folder } = university;
    const { genesisTime } = JSON.parse(readFileSync(join(folder, "genesis.json"), "utf8")) as { genesisTime: number };
    const port = Number(new URL(university.running.url).port);
    const running = await startAnvil({ folder: join(folder, "chain"), port, chainId: 31_337, genesisTime });
    university.running = running;
    await ended;
    expect((await issue(csv)).code).toBe(0);
    expect(results("lost").every(([, , status]) => status === "issued")).toBe(true);
  }, 120_000);

  it("sends again what a reorganisation took out of the chain, as the very same transactions", async () => {
    const csv = classOf("reorganised");
    expect((await issue(csv)).code).toBe(0);
    const before = results("reorganised");
    const records = (await recordsOf(STUDENTS[0]!)).length;
    await university.node.send("anvil_reorg", [3, []]);
    expect(await recordsOf(STUDENTS[0]!)).toHaveLength(records - 1);
    expect((await issue(csv)).code).toBe(0);
    expect(results("reorganised")).toEqual(before);
    expect(await recordsOf(STUDENTS[0]!)).toHaveLength(records);
  }, 120_000);

  it("shows no secret, in output or errors, and takes none that others can read (H10)", async () => {
    const secret = await openKeystore(join(university.folder, "staff.json"), "correct horse");
    const outputs = [await issue(classOf("quiet")), await issue(join(university.folder, "quiet.csv"), "--json")];
    const wrong = mkdtempSync(join(university.folder, "wrong-"));
    writeFileSync(join(wrong, "pw"), "not this one\n", { mode: 0o600 });
    outputs.push(await issue(join(university.folder, "quiet.csv"), "--password-file", join(wrong, "pw")));
    expect(outputs.at(-1)?.stderr).toContain("ERR_PASSWORD");
    chmodSync(join(wrong, "pw"), 0o644);
    outputs.push(await issue(join(university.folder, "quiet.csv"), "--password-file", join(wrong, "pw")));
    expect(outputs.at(-1)?.stderr).toContain("ERR_KEYSTORE");
    const all = outputs.map(({ stdout, stderr }) => stdout + stderr).join("");
    for (const text of ["correct horse", "not this one", Buffer.from(secret).toString("hex")])
      expect(all).not.toContain(text);
    rmSync(wrong, { recursive: true });
  }, 120_000);
});
