import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zeroPadBytes, zeroPadValue } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { iCredentialWalletInterface } from "../../../../sdk/generated/ICredentialWallet.ts";
import type { Graduate } from "../../../fixtures/graduate.ts";
import { CLAIMS, openGraduate } from "../../../fixtures/graduate.ts";
import type { University } from "../../../fixtures/university.ts";

const STATEMENT = {
  awardTitle: "Recognition of a bachelor's degree",
  awardDate: "2026-08-01",
  recognitionPurpose: "academic",
};

describe("what an organization does for those who ask, and what is told of it", () => {
  let graduate: Graduate;
  const path = (...names: string[]): string => join(graduate.folder, ...names);
  const staff = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await graduate.staff([...args, "--json", "--yes"].filter(knows(args)));
    return { code, stderr, told: stdout === "" ? undefined : JSON.parse(stdout) };
  };
  /** --yes only where the command takes it. */
  const knows =
    (args: readonly string[]) =>
    (word: string): boolean =>
      word !== "--yes" || /accept|issue|recognise|suspend/.test(args.join(" "));

  beforeAll(async () => {
    graduate = await openGraduate();
    mkdirSync(path("papers"));
    mkdirSync(path("requests"));
    writeFileSync(path("papers", "diploma.pdf"), "the paper");
    writeFileSync(path("papers", "other.pdf"), "another paper");
    writeFileSync(path("statement.json"), JSON.stringify(STATEMENT));
    await graduate.json([
      ...["wallet", "request", "--organization", graduate.university.organization, "--type", "recognition_statement"],
      ...["--document", "papers/diploma.pdf", "--message", "Please.", "--out", "requests/ada.json"],
    ]);
  });
  afterAll(() => graduate.close());

  describe("requests", () => {
    it("are listed with what became of them", async () => {
      const { told } = await staff(["org", "requests", "list", "requests"]);
      expect(told).toMatchObject([{ file: "requests/ada.json", state: "open", recordType: "recognition_statement" }]);
    });

    it.each([
      ["a paper that is another", ["papers/other.pdf"]],
      ["one too many", ["papers/diploma.pdf", "papers/other.pdf"]],
    ])("are not accepted with %s", async (_, papers) => {
      const { code, stderr } = await staff(["org", "requests", "accept", "requests/ada.json", ...papers]);
      expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining("ERR_PAPERS") });
    });

    it("are not accepted without the papers", async () => {
      const { stderr } = await staff(["org", "requests", "accept", "requests/ada.json"]);
      expect(stderr).toContain("None of the papers is");
    });

    it("are refused when they are for another organization", async () => {
      const other = readFileSync(path("requests", "ada.json"), "utf8").replace(
        graduate.university.organization,
        "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
      );
      writeFileSync(path("other.json"), other);
      expect((await staff(["org", "requests", "show", "other.json"])).stderr).toContain("ERR_CONSENT");
    });

    it("are accepted once, with the papers they name", async () => {
      const show = await staff(["org", "requests", "show", "requests/ada.json", "papers/diploma.pdf"]);
      expect(show.told).toMatchObject({ state: "open", message: "Please.", papersChecked: true });
      const { told } = await staff(["org", "requests", "accept", "requests/ada.json", "papers/diploma.pdf"]);
      expect(told).toMatchObject({ accepted: true, evidence: [expect.stringMatching(/^0x[0-9a-f]{64}$/)] });
      expect((await staff(["org", "requests", "list", "requests"])).told).toMatchObject([{ state: "accepted" }]);
      const again = await staff(["org", "requests", "accept", "requests/ada.json", "papers/diploma.pdf"]);
      expect(again.stderr).toContain("The request is accepted");
    });
  });

  describe("a recognition statement", () => {
    const recognise = (shown: string, ...more: string[]) =>
      staff([
        ...["org", "recognise", shown, "--kind", "equivalent", "--claims", "statement.json", "--award", "R1"],
        ...["--request", "requests/ada.json", "--out", "statement.claim.json", ...more],
      ]);
    beforeAll(async () => {
      const share = ["wallet", "share", "1", "--for", "recognition.example", "--claims", "awardTitle"];
      await graduate.json([
        ...share,
        "--claim",
        "claim.json",
        "--purpose",
        "Recognition",
        "--yes",
        "--out",
        "shown.txt",
      ]);
    });

    it("is not made of what does not verify", async () => {
      const { code, stderr } = await recognise("shown.txt", "--audience", "somebody.else");
      expect(code).toBe(1);
      expect(stderr).toContain("NOT VALID because");
      expect(stderr).toContain("ERR_CREDENTIAL");
    });

    it("names the record it is about, what it is worth, and the papers of the request", async () => {
      const { code, stderr } = await recognise("shown.txt", "--audience", "recognition.example");
      expect(stderr).toContain("VALID");
      expect(code).toBe(0);
      const [first, second] = await graduate.json<{ recordId: string; recordType: string }[]>(["wallet", "list"]);
      expect(second?.recordType).toBe("recognition_statement");
      const { claims } = await graduate.json<{ claims: object }>(["wallet", "open", "2"]);
      const { documents } = JSON.parse(readFileSync(path("requests", "ada.json"), "utf8"));
      expect(claims).toMatchObject({
        ...STATEMENT,
        recognitionKind: "equivalent",
        recognizedRecord: { recordId: first?.recordId },
        evidence: [documents[0].hash],
      });
    });

    it("goes to nobody but the holder of what was shown", async () => {
      await graduate.json(["key", "create", "you.json", "--password-file", "pw"]);
      const you = { CSCSS_KEYSTORE: path("you.json") };
      const { address } = await graduate.json<{ address: string }>(["wallet", "create"], you);
      const { stderr } = await staff([
        ...["org", "recognise", "shown.txt", "--kind", "partial", "--claims", "statement.json", "--award", "R2"],
        ...["--audience", "recognition.example", "--wallet", address, "--out", "never.json"],
      ]);
      expect(stderr).toContain("ERR_OWNER");
    });
  });

  it("issues a record on a request, with its papers as evidence and nothing else", async () => {
    await graduate.json([
      ...["wallet", "request", "--organization", graduate.university.organization, "--type", "certificate"],
      ...["--document", "papers/other.pdf", "--out", "requests/second.json"],
    ]);
    await staff(["org", "requests", "accept", "requests/second.json", "papers/other.pdf"]);
    const issue = ["org", "issue", "--request", "requests/second.json", "--award", "C1", "--out", "second.claim.json"];
    writeFileSync(path("evident.json"), JSON.stringify({ ...CLAIMS, evidence: [] }));
    expect((await graduate.staff([...issue, "--claims", "evident.json"])).stderr).toContain("evidence already");
    expect((await graduate.staff([...issue, "--claims", "claims.json", "--type", "degree"])).code).toBe(2);
    expect((await graduate.staff([...issue, "--claims", "claims.json"])).code).toBe(0);
    const { claims } = await graduate.json<{ claims: { evidence: string[] } }>(["wallet", "open", "3"]);
    const { documents } = JSON.parse(readFileSync(path("requests", "second.json"), "utf8"));
    expect(claims.evidence).toEqual([documents[0].hash]);
  });

  it("tells everything the organization did, in words, and nothing a stranger's contract says it did", async () => {
    await staff(["org", "suspend", "claim.json", "--reason", "under_review"]);
    const forged = `0x${"fa".repeat(16)}`;
    await forgeStatusChange(graduate.university, forged);
    const { told } = await staff(["org", "log"]);
    const words = (told as { words: string }[]).map((one) => one.words).join("\n");
    for (const said of [
      /^was made: Università di Esempio \(IT\)/,
      /became registrar/,
      /^applied: direct, higher_education \+ vocational \+ professional/m,
      /^accredited: direct/m,
      /^key 1 published, for signing, until 20/m,
      /enrolled, for profile 2$/m,
      /^request of 0x\w+ accepted: recognition statement$/m,
      /^batch \d+ issued: 1 in higher education, with key 1$/m,
      /^record 0x[0-9a-f]{32} suspended \(under review\)$/m,
    ]) {
      expect(words).toMatch(said);
    }
    expect(words).not.toContain("undefined");
    expect(words).not.toContain(forged);
    const later = await staff(["org", "log", "--since", "2100-01-01"]);
    expect(later.told).toEqual([]);
    const { stdout } = await graduate.staff(["org", "log"]);
    expect(stdout).toMatch(/^when +what +by/);
  });

  it("does not let anybody apply who cannot, and says why before anything is sent", async () => {
    const apply = ["registry", "apply", "--category", "vocational"];
    const again = await graduate.staff(apply);
    expect({ code: again.code, stderr: again.stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("is accredited and cannot apply"),
    });
    const stranger = await graduate.run(apply);
    expect({ code: stranger.code, stderr: stranger.stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining("is not an admin of Università di Esempio"),
    });
  });

  it("tells every application and decision, by the organization's name", async () => {
    const { told } = await staff(["registry", "log"]);
    expect(told).toMatchObject([
      { words: expect.stringMatching(/^the Council: 1 of 1 decide/) },
      { about: "Università di Esempio", words: expect.stringMatching(/^applied/) },
      {
        words: expect.stringMatching(/^the Council enacted decision 0x/),
        args: { nonce: expect.stringMatching(/^\d+$/) },
      },
      { about: "Università di Esempio", words: expect.stringMatching(/^accredited/) },
    ]);
  });
});

/** Deploys what does nothing but emit what looks like a revocation by the university. */
async function forgeStatusChange({ node, organization, governor }: University, recordId: string): Promise<void> {
  const topic = iCredentialWalletInterface.getEvent("RecordStatusChanged")?.topicHash ?? "";
  const [about, record] = [zeroPadValue(organization, 32), zeroPadBytes(recordId, 32)];
  const store = "6001600052600360205260046040527f";
  const code = `0x${store}${[about, record, topic].map((word) => word.slice(2)).join("7f")}60606000a300`;
  const receipt = await (await governor.sendTransaction({ data: code })).wait();
  expect(receipt?.logs).toHaveLength(1);
  expect(await node.getCode(receipt?.contractAddress ?? "")).toBe("0x");
}
