import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hexlify } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openHolderKeystore, openKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import { documentHash } from "../../../../sdk/consent/hashDocuments.ts";
import { parseRecordRequest } from "../../../../sdk/consent/parseRecordRequest.ts";
import { connectOrganization } from "../../../../sdk/generated/Organization.ts";
import type { Graduate } from "../../../fixtures/graduate.ts";
import { CLAIMS, openGraduate } from "../../../fixtures/graduate.ts";

const PASSWORD = "correct horse";

describe("what a graduate does with a wallet", () => {
  let graduate: Graduate;
  const secrets: string[] = [];
  const path = (...names: string[]): string => join(graduate.folder, ...names);
  const text = (...names: string[]): string => readFileSync(path(...names), "utf8");
  const open = (more: string[] = [], env = {}) =>
    graduate.json<{ claims: object }>(["wallet", "open", "1", ...more], env).then(({ claims }) => claims);

  beforeAll(async () => {
    graduate = await openGraduate();
  });
  afterAll(() => graduate.close());

  it.each([
    // A disclosure begins with its salt: WyI or WyJ, as the salt's first letter has it.
    ["sd-jwt", true, /^eyJ[\w.-]+(~Wy[IJ][\w-]+)+~\n$/],
    ["vc-jwt", true, /^eyJ[\w.-]+\n$/],
    ["json", true, /"awardTitle": "Bachelor of Science"/],
    ["open-badge", false, /"AchievementCredential"/],
    ["elm", false, /"EuropeanDigitalCredential"/],
  ])("exports a record as %s", async (format, signed, content) => {
    const args = ["wallet", "export", "1", "--format", format, "--claim", "claim.json", "--out", `out.${format}`];
    const result = await graduate.json<{ signed: boolean; unmapped: object[]; mapped: object[] }>(args);
    expect(text(`out.${format}`)).toMatch(content);
    expect(result.signed).toBe(signed);
    expect(result.mapped.length + result.unmapped.length).toBeGreaterThanOrEqual(Object.keys(CLAIMS).length);
    expect((await graduate.run(args)).stderr).toContain("already exists");
  });

  it.each(["sd-jwt", "json"])(
    "imports a %s export as the claim file it stands for, after a look at the chain",
    async (format) => {
      await graduate.run(["wallet", "export", "--format", format, "--claim", "claim.json", "--out", `whole.${format}`]);
      expect(await open()).not.toHaveProperty("familyName");
      const { code, stderr } = await graduate.run([
        "wallet",
        "import",
        `whole.${format}`,
        "--out",
        `again-${format}.json`,
      ]);
      expect(stderr).not.toContain("ERR_");
      expect(code).toBe(0);
      expect(await open(["--claim", `again-${format}.json`])).toEqual(CLAIMS);
      expect(JSON.parse(text(`again-${format}.json`)).disclosures.sort()).toEqual(
        JSON.parse(text("claim.json")).disclosures.sort(),
      );
    },
  );

  it("imports nothing that was changed, is somebody else's, or was shown to somebody", async () => {
    await graduate.run(["wallet", "export", "--format", "json", "--claim", "claim.json", "--out", "true.json"]);
    writeFileSync(path("false.json"), text("true.json").replace('"finalGrade": "110"', '"finalGrade": "30L"'));
    const importing = (file: string, env = {}) =>
      graduate.run(["wallet", "import", file, "--out", "never.json"], { env });
    expect((await importing("false.json")).stderr).toContain("ERR_IMPORT");
    const other = await importing("true.json", { CSCSS_KEYSTORE: path("staff.json") });
    expect(other.stderr).toContain("another holder");
    const share = ["wallet", "share", "1", "--for", "any", "--claims", "awardTitle", "--purpose", "x", "--yes"];
    await graduate.run([...share, "--out", "shown.txt"]);
    expect((await importing("shown.txt")).stderr).toContain("ERR_IMPORT");
    expect(existsSync(path("never.json"))).toBe(false);
  });

  it("signs a request for a record that the organization's contract takes, with salted hashes of the papers", async () => {
    mkdirSync(path("papers"));
    writeFileSync(path("papers", "diploma.pdf"), "the paper");
    const args = ["--type", "recognition_statement", "--document", "papers/diploma.pdf", "--message", "Please."];
    await graduate.json([
      "wallet",
      "request",
      "--organization",
      graduate.university.organization,
      ...args,
      "--out",
      "wish.json",
    ]);
    const request = parseRecordRequest(text("wish.json"));
    const [paper] = request.documents;
    expect(paper?.name).toBe("diploma.pdf");
    expect(paper?.hash).toBe(documentHash(paper?.salt ?? "", Buffer.from("the paper")));
    const { organization, node, governor } = graduate.university;
    const contract = connectOrganization(organization, node);
    const { signature, ...consent } = request.consent;
    const accept = (documents: string) => {
      const from = { from: staffAddress() };
      const { owner: holder, profile, index: walletIndex } = request.wallet;
      const input = { holder, profile, walletIndex, recordType: 10, ...consent, documents };
      return contract.acceptRequest.staticCall(input, signature, from);
    };
    await accept(consent.documents);
    await expect(accept(`0x${"11".repeat(32)}`)).rejects.toThrow();
    expect(governor.address).not.toBe(staffAddress());
    expect(() => parseRecordRequest(text("wish.json").replace(paper?.hash ?? "", `0x${"22".repeat(32)}`))).toThrow(
      expect.objectContaining({ code: "ERR_CONSENT" }),
    );
    expect(() => parseRecordRequest(text("wish.json").replace(consent.nonce, "9".repeat(78)))).toThrow(
      expect.objectContaining({ code: "ERR_CONSENT", message: expect.stringContaining("#/consent/nonce") }),
    );
    expect(() => parseRecordRequest(text("wish.json").replace("diploma.pdf", "../diploma.pdf"))).toThrow(
      expect.objectContaining({ code: "ERR_CONSENT" }),
    );
  });

  const staffAddress = (): string => `0x${JSON.parse(text("staff.json")).address}`;

  describe("a backup", () => {
    const backup = ["wallet", "backup", "backup", "--claim", "claim.json", "--shares", "3", "--threshold", "2"];

    it("says it was restored, is its owner's alone, and shows nothing of what is in it", async () => {
      const { code, stdout, stderr } = await graduate.run(backup);
      expect(stderr).toBe("");
      expect(code).toBe(0);
      expect(stdout).toContain("All of it was restored once");
      const secret = hexlify(await openKeystore(path("me.json"), PASSWORD)).slice(2);
      const [token = "", ...disclosures] = text("out.sd-jwt").trim().split("~").slice(0, -1);
      expect([token.slice(0, 3), disclosures.length]).toEqual(["eyJ", Object.keys(CLAIMS).length]);
      for (const name of readdirSync(path("backup"))) {
        expect(statSync(path("backup", name)).mode & 0o777).toBe(0o600);
        // What is encrypted may well hold the three letters that every token begins with.
        const content = text("backup", name);
        for (const shown of [secret, "Åkesson", token.slice(0, 20), ...disclosures])
          expect(content).not.toContain(shown);
      }
      expect(stdout).not.toMatch(/cscss-me-share|Åkesson/);
      expect((await graduate.run(backup)).stderr).toContain("ERR_FILE");
    });

    it("gives keys, records and claim files back on an empty machine, which then opens and shares them", async () => {
      const recover = ["wallet", "recover", "again.json", "--from", "backup/backup.json", "--records", "records"];
      const { address } = await graduate.json<{ address: string }>(recover);
      expect(address).toBe(graduate.owner);
      expect(readdirSync(path("records"))).toEqual(["claim-1.json", "record-1.sd-jwt"]);
      const env = { CSCSS_KEYSTORE: path("again.json") };
      expect(await open(["--claim", "records/claim-1.json"], env)).toEqual(CLAIMS);
    });

    it.each([
      ["its keystore", ["--from", "backup/keystore.json"]],
      ["any two of three shares", ["--share", "backup/share-3.txt", "--share", "backup/share-1.txt"]],
    ])("gives the key back from %s", async (name, from) => {
      const file = `${name.replaceAll(" ", "-")}.json`;
      const { address } = await graduate.json<{ address: string }>(["wallet", "recover", file, ...from]);
      expect(address).toBe(graduate.owner);
      expect(await openKeystore(path(file), PASSWORD)).toEqual(await openKeystore(path("me.json"), PASSWORD));
    });

    it("is refused cut short, with another password, with too few shares, and when others can read it (H9)", async () => {
      const recover = (...from: string[]) => graduate.run(["wallet", "recover", "never.json", ...from]);
      writeFileSync(path("cut.json"), text("backup", "backup.json").slice(0, -40), { mode: 0o600 });
      expect((await recover("--from", "cut.json")).stderr).toContain("ERR_JSON");
      writeFileSync(path("other-pw"), "wrong battery staple\n", { mode: 0o600 });
      const wrong = await recover("--from", "backup/backup.json", "--backup-password-file", "other-pw");
      expect(wrong.stderr).toContain("ERR_PASSWORD");
      expect(wrong.stderr).not.toContain("wrong battery");
      expect((await recover("--share", "backup/share-1.txt")).stderr).toContain("2 are needed");
      const mistype = (end: string): string => (end === "A\n" ? "Q\n" : "A\n");
      writeFileSync(path("bad-share.txt"), text("backup", "share-1.txt").replace(/.\n$/, mistype), { mode: 0o600 });
      const mistyped = await recover("--share", "bad-share.txt", "--share", "backup/share-2.txt");
      expect(mistyped.stderr).toContain("ERR_SHARES");
      expect(mistyped.stderr).not.toContain(text("bad-share.txt").trim());
      chmodSync(path("backup", "keystore.json"), 0o644);
      expect((await recover("--from", "backup/keystore.json")).stderr).toContain("can be read by others");
      expect((await recover()).code).toBe(2);
      expect(existsSync(path("never.json"))).toBe(false);
    });
  });

  it("tells everything that happened, in words", async () => {
    await graduate.run(["wallet", "block", graduate.university.organization]);
    await graduate.run(["wallet", "unblock", graduate.university.organization]);
    await graduate.staff(["org", "suspend", "claim.json", "--reason", "under_review"]);
    await graduate.staff(["org", "reinstate", "claim.json", "--reason", "review_closed"]);
    const { stdout } = await graduate.run(["wallet", "timeline"]);
    const told = stdout.split("\n").map((line) => line.replace(/^\S+ \S+ UTC +/, ""));
    expect(told).toEqual([
      "The wallet was made.",
      "Università di Esempio issued a degree.",
      expect.stringMatching(/^You released something until /),
      "You blocked Università di Esempio.",
      "You unblocked Università di Esempio.",
      "Università di Esempio suspended a degree: under review.",
      "Università di Esempio reinstated a degree: review closed.",
      "",
    ]);
    expect(stdout).not.toMatch(/0x/);
  });

  describe("a rotated key", () => {
    const rotate = ["wallet", "rotate-key", "--new-keystore", "me-2.json"];
    const env = () => ({ CSCSS_KEYSTORE: path("me-2.json") });

    it("is only made on a clear yes, and not on a dry run", async () => {
      expect((await graduate.run(rotate)).code).toBe(2);
      expect((await graduate.run([...rotate, "--dry-run"])).code).toBe(0);
      expect(existsSync(path("me-2.json"))).toBe(false);
    });

    it("acts from then on, opens old records with the old key kept along, and new ones with itself", async () => {
      const { controller } = await graduate.json<{ controller: string }>([...rotate, "--yes"]);
      const keys = await openHolderKeystore(path("me-2.json"), PASSWORD);
      expect(keys).toMatchObject({ address: controller, owner: graduate.owner });
      expect(keys.formerKeys).toEqual([await openKeystore(path("me.json"), PASSWORD)]);
      expect(await open(["--claim", "claim.json"], env())).toEqual(CLAIMS);

      const [wallet] = await graduate.json<{ address: string }[]>(["wallet", "show"], env());
      const issue = ["org", "issue", "--wallet", wallet?.address ?? "", "--claims", "claims.json", "--award", "2026/2"];
      expect((await graduate.staff([...issue, "--out", "claim-2.json"])).stderr).not.toContain("ERR_");
      const second = await graduate.json<{ claims: object }>(["wallet", "open", "2", "--claim", "claim-2.json"], env());
      expect(second.claims).toEqual(CLAIMS);
      expect((await graduate.run(["wallet", "open", "2"])).stderr).toContain("ERR_SEAL_OPEN");

      expect((await graduate.run(["wallet", "deactivate"])).stderr).toContain("WalletBadSignature");
      expect((await graduate.run(["wallet", "deactivate"], { env: env() })).code).toBe(0);
      expect((await graduate.run(["wallet", "reactivate"], { env: env() })).code).toBe(0);
      const { stdout } = await graduate.run(["wallet", "timeline"], { env: env() });
      expect(stdout).toContain(`You handed over to the account ${controller}.`);
      expect(stdout).toContain("never obeys the first key again");
    });

    it("repeated changes nothing", async () => {
      const before = text("me-2.json");
      await graduate.json([...rotate, "--yes"]);
      expect(text("me-2.json")).toBe(before);
    });

    it("is in a backup together with the old one", async () => {
      await graduate.json(["wallet", "backup", "backup-2", "--claim", "claim.json", "--claim", "claim-2.json"], env());
      await graduate.json(["wallet", "recover", "me-3.json", "--from", "backup-2/backup.json"], env());
      expect(await open(["--claim", "claim.json"], { CSCSS_KEYSTORE: path("me-3.json") })).toEqual(CLAIMS);
    });
  });

  it("forgets keys only when the file's name is typed, and then for good", async () => {
    const forget = (...more: string[]) => graduate.run(["wallet", "forget-keys", "--keystore", "me-3.json", ...more]);
    expect((await forget()).code).toBe(2);
    expect((await forget("--confirm", "me-2.json")).stderr).toContain("Nothing was erased");
    expect((await forget("--dry-run")).stderr).toContain("2 keys");
    const { privateKey, formerKeys } = await openHolderKeystore(path("me-3.json"), PASSWORD);
    secrets.push(...[privateKey, ...formerKeys].map((key) => hexlify(key).slice(2)));
    expect(existsSync(path("me-3.json"))).toBe(true);
    expect((await graduate.run(["wallet", "forget-keys", "--keystore", "me-3.json"], { typed: ["me-3"] })).code).toBe(
      2,
    );
    expect(existsSync(path("me-3.json"))).toBe(true);
    const typed = ["me-3.json"];
    expect((await graduate.run(["wallet", "forget-keys", "--keystore", "me-3.json"], { typed })).code).toBe(0);
    expect(existsSync(path("me-3.json"))).toBe(false);
  });

  it("has shown no key, password or share in all of this (H10)", () => {
    const all = graduate.written.join("\n");
    expect(all.length).toBeGreaterThan(5000);
    const shares = [1, 2, 3].map((number) => text("backup", `share-${number}.txt`).trim());
    expect(secrets).toHaveLength(2);
    for (const secret of [...secrets, ...shares, PASSWORD]) expect(all).not.toContain(secret);
  });
});

describe("a graduate whose wallet keeps headers only (profile 1)", () => {
  let graduate: Graduate;
  beforeAll(async () => {
    graduate = await openGraduate({ profile: 1 });
  });
  afterAll(() => graduate.close());

  it("gets the claim file back from an export", async () => {
    await graduate.json(["wallet", "export", "--claim", "claim.json", "--out", "diploma.sd-jwt"]);
    await graduate.json(["wallet", "import", "diploma.sd-jwt", "--out", "again.json"]);
    const { claims } = await graduate.json<{ claims: object }>(["wallet", "open", "--claim", "again.json"]);
    expect(claims).toEqual(CLAIMS);
  });
});
