import { appendFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeAddress, getBytes, id, Wallet } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claimToken, parseClaimLink, writeClaimLink } from "../../../../sdk/consent/claimLink.ts";
import { signHolderConsent } from "../../../../sdk/consent/signHolderConsent.ts";
import { connectOrganization } from "../../../../sdk/generated/Organization.ts";
import { lockBeside } from "../../../../sdk/node/lockBeside.ts";
import { listRecords } from "../../../../sdk/wallet/listRecords.ts";
import { listWallets } from "../../../../sdk/wallet/listWallets.ts";
import { runCscss } from "../../../fixtures/runCscss.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../../fixtures/university.ts";

const DATA = join(import.meta.dirname, "../../../fixtures/data");
const [HEADER = "", ...LINES] = readFileSync(join(DATA, "graduates.csv"), "utf8").split(/\r?\n/).slice(0, 4);
const [ADA = "", ...OTHERS] = LINES.map((line) => line.split(",")[0] ?? "");
const MALLORY = id("mallory");

describe("whose consent it is that came with a student's number", () => {
  let university: University;
  let count = 0;
  let name = "";
  beforeAll(async () => {
    university = await openUniversity();
  });
  afterAll(() => university.close());
  beforeEach(async () => {
    name = `class${count++}`;
    writeFileSync(at(`${name}.csv`), [HEADER, ...LINES.map((line) => `${line}/${name}`)].join("\n"));
    rmSync(at("consents"), { recursive: true, force: true });
    await university.writeConsents(OTHERS, at("consents"));
  });

  const at = (file: string): string => join(university.folder, file);
  const org = (...args: string[]) => runCscss(university.folder, ["org", ...args], { env: university.env });
  const issue = (...more: string[]) => org("issue-batch", `${name}.csv`, "--yes", "--json", ...more);
  const handIn = async (file: string, studentId: string, privateKey: string): Promise<void> => {
    writeFileSync(at(`consents/${file}`), JSON.stringify(await university.consentOf(studentId, privateKey)));
  };
  const linkOf = async (student: string) => {
    await org("claims", `${name}.csv`);
    const lines = readFileSync(at(`${name}.issued/links.csv`), "utf8")
      .trim()
      .split("\r\n");
    const line = lines.find((one) => one.startsWith(`${student},`));
    return parseClaimLink(line?.split(",").at(-1) ?? "");
  };
  const rowOf = (student: string): string => {
    const lines = readFileSync(at(`${name}.issued/results.csv`), "utf8")
      .trim()
      .split("\r\n");
    return lines.find((one) => one.split(",")[1] === student) ?? "";
  };
  async function walletsOfMallory() {
    return listWallets(university.chain, computeAddress(MALLORY));
  }

  it("gives nobody else's diploma to whoever knows a student number", async () => {
    await handIn("mallory.json", ADA, MALLORY);
    const { code, stdout, stderr } = await issue();
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, issued: 2, waiting: 1 });
    expect(stderr).toContain(`Not used, for ${ADA}: the consent came without a claim link`);
    expect(rowOf(ADA)).toMatch(/,waiting,.*without a claim link.*--allow-unclaimed-consents/);
    expect(await walletsOfMallory()).toEqual([]);
    // The student it is about gets a link all the same.
    expect((await linkOf(ADA)).organization).toBe(university.organization);
  });

  it("takes a bare number where the university says that it knows who handed it in", async () => {
    await handIn("ada.json", ADA, studentKey(ADA));
    const { stdout } = await issue("--allow-unclaimed-consents");
    expect(JSON.parse(stdout)).toMatchObject({ issued: 3 });
    const [wallet] = await listWallets(university.chain, computeAddress(studentKey(ADA)));
    expect(await listRecords(university.chain, wallet?.address ?? "")).toHaveLength(1);
  });

  it("leaves out the one student whom two consents claim, and issues to all others", async () => {
    const link = await linkOf(ADA);
    await handIn("ada.json", claimToken(link, computeAddress(studentKey(ADA))), studentKey(ADA));
    // Whoever has the link can consent in the student's place: nobody can tell which of the two it was.
    await handIn("mallory.json", claimToken(link, computeAddress(MALLORY)), MALLORY);
    const { code, stdout, stderr } = await issue();
    expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, issued: 2, waiting: 1 });
    expect(stderr).toContain(`Not used, for ${ADA}: 2 consents for different wallets claim this student`);
    expect(rowOf(ADA)).toContain("consents for different wallets claim this student");
    expect(await walletsOfMallory()).toEqual([]);

    // A new link makes an end of both, and of nobody else's.
    const other = "S2029000099";
    appendFileSync(at(`${name}.csv`), `\n${LINES[0]?.replace(ADA, other)}/${name}/${other}`);
    const before = await linkOf(other);
    expect((await org("claims", `${name}.csv`, "--renew", "S2029000098")).stderr).toContain("no student S2029000098");
    expect((await org("claims", `${name}.csv`, "--renew", ADA)).code).toBe(0);
    expect(await linkOf(ADA)).not.toEqual(link);
    expect(await linkOf(other)).toEqual(before);
    const next = await issue();
    expect(next.stderr).toContain("2 consents are of claim links that were replaced");
    await handIn("ada.json", claimToken(await linkOf(ADA), computeAddress(studentKey(ADA))), studentKey(ADA));
    expect(JSON.parse((await issue()).stdout)).toMatchObject({ issued: 3 });
  }, 180_000);

  it("takes a claimed consent whoever else hands in the bare number, but for the operator who wants both", async () => {
    await handIn("ada.json", claimToken(await linkOf(ADA), computeAddress(studentKey(ADA))), studentKey(ADA));
    await handIn("mallory.json", ADA, MALLORY);
    const both = await issue("--allow-unclaimed-consents", "--dry-run");
    expect(both.stderr).toContain(`Not used, for ${ADA}: 2 consents for different wallets`);
    expect(JSON.parse((await issue()).stdout)).toMatchObject({ issued: 3 });
    expect(await walletsOfMallory()).toEqual([]);
  });

  it("takes two consents for the same wallet for one", async () => {
    const token = claimToken(await linkOf(ADA), computeAddress(studentKey(ADA)));
    await handIn("ada.json", token, studentKey(ADA));
    await handIn("ada-again.json", token, studentKey(ADA));
    expect(JSON.parse((await issue()).stdout)).toMatchObject({ issued: 3 });
  });

  it("is still used where forged copies with later deadlines or another wallet, or one taken back, lie beside it", async () => {
    const key = studentKey("S2029000079");
    const [student, owner] = ["S2029000079", computeAddress(key)];
    appendFileSync(at(`${name}.csv`), `\n${LINES[0]?.replace(ADA, student)}/${name}/${student}`);
    const token = claimToken(await linkOf(student), owner);
    const good = await university.consentOf(token, key);
    const { creation, enrolment } = good;
    const deadline = Number(creation.consent.deadline) + 80_000;
    const raised = {
      ...good,
      creation: { ...creation, consent: { ...creation.consent, deadline } },
      enrolment: { ...enrolment, enrolment: { ...enrolment.enrolment, deadline } },
    };
    const wallet = { ...good.wallet, index: 1 };
    const elsewhere = { ...good, wallet, creation: { ...creation, wallet } };
    // Taken back: its nonce is used up, whatever its deadline.
    const signer = new Wallet(key, university.node);
    const terms = { studentId: token, organization: university.organization, profile: 2, index: 0 } as const;
    const encryptionKey = getBytes(signer.signingKey.compressedPublicKey);
    const random = (length: number): Uint8Array => new Uint8Array(length).fill(7);
    const taken = await signHolderConsent(university.chain, signer, { ...terms, encryptionKey, deadline, random });
    const contract = connectOrganization(university.organization, signer);
    const { nonce } = taken.enrolment.enrolment;
    await (await contract.withdrawConsent(owner, nonce, { deadline: 0, signature: "0x" })).wait();
    Object.entries({ raised, elsewhere, taken, good }).forEach(([file, consent]) => {
      writeFileSync(at(`consents/${student}-${file}.json`), JSON.stringify(consent));
    });
    const { code, stdout, stderr } = await issue();
    expect({ code, ...JSON.parse(stdout) }, stderr).toMatchObject({ code: 0, issued: 3, waiting: 1 });
    expect(rowOf(student)).toMatch(/,issued,/);
    const wallets = await listWallets(university.chain, owner);
    expect(wallets.map(({ index }) => index)).toEqual([0]);
  });

  it("comes from a link in a file or on stdin, where nobody else on the machine sees it", async () => {
    const link = writeClaimLink(await linkOf(ADA), "cscss:claim");
    const { CSCSS_KEYSTORE: _, CSCSS_ISSUER: __, ...env } = university.env;
    writeFileSync(at("link.txt"), `${link}\r\n`);
    const args = ["claim", "--keystore", "ada.key.json", "--json", "--out"];
    const given = [
      await runCscss(university.folder, [...args, "one.json", "link.txt"], { env }),
      await runCscss(university.folder, [...args, "two.json", "-"], { env, stdin: link }),
      await runCscss(university.folder, [...args, "three.json", link], { env }),
    ];
    const wallets = given.map(({ code, stdout }) => ({ code, owner: JSON.parse(stdout).wallet.owner }));
    expect(new Set(wallets.map(({ owner }) => owner)).size).toBe(1);
    expect(wallets.every(({ code }) => code === 0)).toBe(true);
    const missing = await runCscss(university.folder, [...args, "four.json", "no.txt"], { env });
    expect(missing.stderr).toContain("There is no file no.txt");
  });

  it("is not fooled by a proof that was copied out of somebody's consent", async () => {
    const token = claimToken(await linkOf(ADA), computeAddress(studentKey(ADA)));
    await handIn("mallory.json", token, MALLORY);
    const { stdout, stderr } = await issue();
    expect(stderr).toContain("1 consents are of claim links");
    expect(JSON.parse(stdout)).toMatchObject({ issued: 2, waiting: 1 });
    expect(await walletsOfMallory()).toEqual([]);
  });

  it("keeps nobody else from being enrolled when it has expired", async () => {
    const [late, last] = ["S2029000077", "S2029000078"];
    for (const student of [late, last]) {
      appendFileSync(at(`${name}.csv`), `\n${LINES[0]?.replace(ADA, student)}/${name}/${student}`);
    }
    const consentOf = async (student: string) => {
      const key = studentKey(student);
      return university.consentOf(claimToken(await linkOf(student), computeAddress(key)), key);
    };
    const { creation, ...rest } = await consentOf(late);
    const expired = { ...rest, creation: { ...creation, consent: { ...creation.consent, deadline: 1 } } };
    writeFileSync(at("consents/late.json"), JSON.stringify(expired));
    writeFileSync(at("consents/last.json"), JSON.stringify(await consentOf(last)));
    const { code, stdout, stderr } = await issue();
    expect({ code, ...JSON.parse(stdout) }, stderr).toMatchObject({ code: 0, issued: 3, waiting: 2 });
    expect(stderr).toMatch(new RegExp(`Not enrolled: ${late}. The contract refused: WalletFactoryExpired`));
    expect(rowOf(late)).toMatch(/,waiting,.*WalletFactoryExpired/);

    const enrol = await org("enrol", "consents", "--json");
    expect(enrol.code).toBe(1);
    expect(enrol.stderr).toMatch(/late\.json: The contract refused: WalletFactoryExpired/);
    const told = JSON.parse(enrol.stdout) as { readonly file: string; readonly refused?: string }[];
    expect(told.filter(({ refused }) => refused !== undefined).map(({ file }) => file)).toEqual(["consents/late.json"]);
  }, 180_000);

  it("is named where it has a nonce that no contract can be asked with", async () => {
    const { enrolment, ...rest } = await university.consentOf(ADA, MALLORY);
    const large = { ...enrolment, enrolment: { ...enrolment.enrolment, nonce: "9".repeat(78) } };
    writeFileSync(at("consents/large.json"), JSON.stringify({ ...rest, enrolment: large }));
    for (const run of [issue, () => org("enrol", "consents")]) {
      const { code, stderr } = await run();
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(/consents\/large\.json: The nonce at/),
      });
    }
  });

  it("makes a stranger no wallet at the university's cost, from a folder or a file, unless the operator wants it", async () => {
    await handIn("mallory.json", ADA, MALLORY);
    await handIn("copied.json", claimToken(await linkOf(ADA), computeAddress(studentKey(ADA))), MALLORY);
    for (const path of ["consents", "consents/mallory.json", "consents/copied.json"]) {
      const { code, stdout, stderr } = await org("enrol", path, "--json");
      expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringMatching(/mallory|copied/) });
      const refused = JSON.parse(stdout).filter((one: { refused?: string }) => one.refused !== undefined);
      expect(refused.length).toBe(path === "consents" ? 2 : 1);
    }
    expect(await walletsOfMallory()).toEqual([]);
    const { code, stderr } = await org("enrol", "consents/mallory.json", "--allow-unclaimed-consents");
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(await walletsOfMallory()).toHaveLength(1);
  });

  it("loses no link where several files' links are made at once", async () => {
    const files = Array.from({ length: 4 }, (_, index) => `late${index}.csv`);
    files.forEach((file, index) => {
      writeFileSync(at(file), [HEADER, `${LINES[0]?.replace(ADA, `L${index}`)}/${file}`].join("\n"));
    });
    const untilFree = async (file: string): Promise<number | null> => {
      const { code, stderr } = await org("claims", file);
      return stderr.includes("ERR_BUSY") ? untilFree(file) : code;
    };
    expect(await Promise.all(files.map(untilFree))).toEqual([0, 0, 0, 0]);
    for (const file of files) {
      const given = readFileSync(at(`${file.slice(0, -4)}.issued/links.csv`), "utf8");
      expect((await org("claims", file)).code).toBe(0);
      expect(readFileSync(at(`${file.slice(0, -4)}.issued/links.csv`), "utf8")).toBe(given);
    }
    expect(readdirSync(at("consents")).filter((file) => file.includes(".lock."))).toEqual([]);
  }, 180_000);

  it("makes no links while another process has them open", async () => {
    const unlock = lockBeside(at("consents/.claim-links"));
    const { code, stderr } = await org("claims", `${name}.csv`);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_BUSY") });
    unlock();
    expect((await org("claims", `${name}.csv`)).code).toBe(0);
  });
});
