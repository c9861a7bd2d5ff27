import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeAddress } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import { listRecords } from "../../../../sdk/wallet/listRecords.ts";
import { listWallets } from "../../../../sdk/wallet/listWallets.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../../fixtures/university.ts";

const DATA = join(import.meta.dirname, "../../../fixtures/data");
const ALL = readFileSync(join(DATA, "graduates.csv"), "utf8").split(/\r?\n/);
const [HEADER = "", ...LINES] = ALL.slice(0, 7);
const STUDENTS = LINES.map((line) => line.split(",")[0] ?? "");

describe("what org issue-batch takes, and how graduates come to consent", () => {
  let university: University;
  beforeAll(async () => {
    university = await openUniversity();
    await university.writeConsents(STUDENTS, join(university.folder, "consents"));
  });
  afterAll(() => university.close());

  const run = (...args: string[]) => runCscss(university.folder, args, { env: university.env });
  const issue = (input: string, ...more: string[]) => run("org", "issue-batch", input, "--yes", "--json", ...more);
  const write = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(university.folder, name), [HEADER, ...lines].join("\n"));
    return name;
  };
  const results = (name: string): string[][] => {
    const text = readFileSync(join(university.folder, `${name}.issued`, "results.csv"), "utf8");
    return text
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(","));
  };
  async function recordsOf(address: string) {
    const [wallet] = await listWallets(university.chain, address);
    return wallet === undefined ? [] : listRecords(university.chain, wallet.address);
  }

  it("writes the columns of a type of record, and a sample, with --template", async () => {
    const { code } = await run("org", "issue-batch", "licences.csv", "--template", "--type", "professional_licence");
    expect(code).toBe(0);
    const empty = readFileSync(join(university.folder, "licences.csv"), "utf8");
    const sample = readFileSync(join(university.folder, "licences.sample.csv"), "utf8");
    expect(sample.startsWith(empty)).toBe(true);
    expect(empty).not.toContain("ects");
    const again = await run("org", "issue-batch", "licences.csv", "--template");
    expect({ code: again.code, stderr: again.stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining("ERR_FILE"),
    });
  });

  it("issues ELMO and Open Badges, each once, and finds the graduates by their numbers", async () => {
    mkdirSync(join(university.folder, "class"));
    copyFileSync(join(DATA, "inputs/transcript.xml"), join(university.folder, "class", "a.xml"));
    const badge = {
      "@context": ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
      id: "https://esempio.example/badges/1",
      type: ["VerifiableCredential", "OpenBadgeCredential"],
      validFrom: "2026-10-04T09:00:00Z",
      credentialSubject: {
        identifier: [{ type: "IdentityObject", hashed: false, identityHash: STUDENTS[1], identityType: "systemId" }],
        achievement: { type: ["Achievement"], achievementType: "Certificate", name: "Data Literacy" },
      },
    };
    writeFileSync(join(university.folder, "class", "b.json"), JSON.stringify(badge));
    const first = await issue("class");
    expect(first.stderr).not.toContain("ERR_");
    expect({ code: first.code, ...JSON.parse(first.stdout) }).toMatchObject({ code: 0, issued: 3 });
    expect(results("class").map(([place, student]) => [place, student])).toEqual([
      ["a.xml /elmo/report/learningOpportunitySpecification[1]", STUDENTS[0]],
      ["a.xml /elmo/report", STUDENTS[0]],
      ["b.json", STUDENTS[1]],
    ]);
    const types = (await recordsOf(computeAddress(studentKey(STUDENTS[0]!)))).map(({ recordType }) => recordType);
    expect(types.sort()).toEqual(["degree", "transcript"]);
    expect((await issue("class")).code).toBe(0);
    expect(await recordsOf(computeAddress(studentKey(STUDENTS[0]!)))).toHaveLength(2);
  });

  it.each([
    ["bad.xml", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "ERR_INPUT"],
    ["bad.json", "{}", "ERR_INPUT"],
    ["broken.json", "{", "ERR_JSON"],
  ])("issues nothing of %s, and names the file", async (name, text, code) => {
    writeFileSync(join(university.folder, name), text);
    const { code: exit, stderr } = await run("org", "issue-batch", name, "--yes");
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: expect.stringContaining(code) });
    expect(stderr).toContain(name);
    expect(existsSync(join(university.folder, `${name}.journal`))).toBe(false);
  });

  it("finds claims that the schema refuses before anything is sent, by their columns", async () => {
    const header = `${HEADER},courses`;
    const line = `${LINES[0]?.replace(",degree,", ",transcript,")}/t,"[{""code"":""1""}]"`;
    writeFileSync(join(university.folder, "transcripts.csv"), [header, line].join("\n"));
    const { stderr } = await run("org", "issue-batch", "transcripts.csv", "--yes");
    expect(stderr).toMatch(/2 +courses\/0\/title +nothing/);
    expect(stderr).toContain("ERR_CSV");
    expect(existsSync(join(university.folder, "transcripts.csv.journal"))).toBe(false);
  });

  describe("claim links", () => {
    const newcomer = "S2029000001";
    const line = (LINES[0] ?? "").replace(STUDENTS[0] ?? "", newcomer);
    let link = "";
    const readLinks = () =>
      readFileSync(join(university.folder, "new.issued", "links.csv"), "utf8")
        .trim()
        .split("\r\n");

    it("are made for those who have not consented, and for nobody else", async () => {
      write("new.csv", [`${line}/n`, `${LINES[1]}/n`]);
      const waiting = await issue("new.csv");
      expect(JSON.parse(waiting.stdout)).toMatchObject({ issued: 1, waiting: 1 });
      const { code, stdout } = await run("org", "claims", "new.csv", "--link-base", "https://x.example/", "--json");
      expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, links: 1 });
      const [, row = "", ...more] = readLinks();
      expect(more).toEqual([]);
      expect(row.split(",")[0]).toBe(newcomer);
      link = row.split(",").at(-1) ?? "";
      for (const file of ["new.issued/links.csv", "consents/.claim-links"]) {
        expect(statSync(join(university.folder, file)).mode & 0o077).toBe(0);
      }
      await run("org", "claims", "new.csv", "--link-base", "https://x.example/");
      expect(readLinks()[1]?.endsWith(link)).toBe(true);
    });

    it("let a graduate without keys consent, and the next run goes on with the row", async () => {
      const { CSCSS_KEYSTORE: _, CSCSS_ISSUER: __, ...env } = university.env;
      const args = ["claim", link, "--keystore", "new.key.json", "--out", "consents/new.json"];
      const claimed = await runCscss(university.folder, args, { env });
      expect(claimed.stderr).toContain("Università di Esempio (IT), which is accredited");
      expect(claimed.code).toBe(0);
      const consent = readFileSync(join(university.folder, "consents/new.json"), "utf8");
      expect(consent).not.toContain(newcomer);
      const { stdout } = await issue("new.csv");
      expect(JSON.parse(stdout)).toMatchObject({ issued: 2 });
      const key = await openKeystore(join(university.folder, "new.key.json"), "correct horse");
      expect(await recordsOf(computeAddress(`0x${Buffer.from(key).toString("hex")}`))).toHaveLength(1);
    });

    it("are good for nothing once they were renewed", async () => {
      const other = write("renewed.csv", [`${line.replace(newcomer, "S2029000002")}/r`]);
      await run("org", "claims", other, "--consents", "later");
      const old =
        readFileSync(join(university.folder, "renewed.issued/links.csv"), "utf8").trim().split(",").at(-1) ?? "";
      await run("org", "claims", other, "--consents", "later", "--renew", "S2029000002");
      const { CSCSS_KEYSTORE: _, ...env } = university.env;
      const args = ["claim", old, "--keystore", "late.key.json", "--out", "later/late.json"];
      expect((await runCscss(university.folder, args, { env })).code).toBe(0);
      const { stdout, stderr } = await issue(other, "--consents", "later");
      expect(stderr).toContain("1 consents are of claim links that were replaced");
      expect(JSON.parse(stdout)).toMatchObject({ waiting: 1 });
    });
  });

  describe("prepared first, issued later", () => {
    const prepared = () => readFileSync(join(university.folder, "later.csv.prepared"), "utf8").trim().split("\n");

    it("decides every byte, and sends nothing", async () => {
      write(
        "later.csv",
        LINES.map((line) => `${line}/p`),
      );
      const before = (await recordsOf(computeAddress(studentKey(STUDENTS[2]!)))).length;
      const { code, stdout, stderr } = await issue("later.csv", "--prepare-only", "--consents", "consents-of-csv");
      expect(code).toBe(1);
      expect(stdout + stderr).toContain("ERR_FILE");
      await university.writeConsents(STUDENTS, join(university.folder, "consents-of-csv"));
      const done = await issue("later.csv", "--prepare-only", "--consents", "consents-of-csv");
      expect({ code: done.code, ...JSON.parse(done.stdout) }).toMatchObject({ code: 0, prepared: 6 });
      expect(await recordsOf(computeAddress(studentKey(STUDENTS[2]!)))).toHaveLength(before);
      expect(readdirSync(university.folder).filter((name) => name.startsWith("later.csv"))).toEqual([
        "later.csv",
        "later.csv.prepared",
      ]);
      expect(statSync(join(university.folder, "later.csv.prepared")).mode & 0o077).toBe(0);
      const again = await issue("later.csv", "--prepare-only", "--consents", "consents-of-csv");
      expect(again.stderr).toContain("ERR_PREPARED");
    });

    it("refuses a batch in which a byte was changed, and a file that says something else now", async () => {
      const file = join(university.folder, "later.csv.prepared");
      const good = readFileSync(file);
      const [head = "", batch = ""] = prepared();
      const { data } = JSON.parse(batch) as { data: string };
      const flipped = data.slice(0, -1) + (data.endsWith("0") ? "1" : "0");
      writeFileSync(file, `${head}\n${batch.replace(data, flipped)}\n`);
      expect((await issue("later.csv", "--consents", "consents-of-csv")).stderr).toContain("ERR_PREPARED");
      writeFileSync(file, good);
      const csv = readFileSync(join(university.folder, "later.csv"), "utf8");
      writeFileSync(join(university.folder, "later.csv"), csv.replace("Thandiwe", "Somebody"));
      expect((await issue("later.csv", "--consents", "consents-of-csv")).stderr).toContain("ERR_PREPARED");
      writeFileSync(join(university.folder, "later.csv"), csv);
    });

    it("issues those very bytes", async () => {
      const data = prepared()
        .slice(1)
        .map((line) => (JSON.parse(line) as { data: string }).data);
      const { code, stdout } = await issue("later.csv", "--consents", "consents-of-csv");
      expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, issued: 6 });
      const hashes = new Set(results("later").map((cells) => cells[4] ?? ""));
      const sent = await Promise.all([...hashes].map((hash) => university.node.getTransaction(hash)));
      expect(sent.map((transaction) => transaction?.data).sort()).toEqual(data.sort());
    });
  });
});
