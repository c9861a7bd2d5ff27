import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { computeAddress, getBytes, hexlify, id, Wallet } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openKeystore, writeKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import type { DictionaryFile } from "../../../../scripts/cli/university/dictionaryFile.ts";
import { connectOrganization } from "../../../../sdk/generated/Organization.ts";
import { lockBeside } from "../../../../sdk/node/lockBeside.ts";
import { listWallets } from "../../../../sdk/wallet/listWallets.ts";
import { runCscss, startCscss } from "../../../fixtures/runCscss.ts";
import { runHere } from "../../../fixtures/runHere.ts";
import type { University } from "../../../fixtures/university.ts";
import { openUniversity, studentKey } from "../../../fixtures/university.ts";

const CSV = readFileSync(join(import.meta.dirname, "../../../fixtures/data/graduates.csv"), "utf8").split(/\r?\n/);
const [HEADER = "", FIRST = "", ...LINES] = CSV;
const STUDENT = FIRST.split(",")[0] ?? "";
const DEAN = id("dean");

describe("an organization's dictionary on the command line", () => {
  let university: University;
  const path = (name: string) => join(university.folder, name);
  const run = (...args: string[]) => runHere(university.folder, args, { env: university.env });
  const read = (file = "dictionary.json") => JSON.parse(readFileSync(path(file), "utf8")) as DictionaryFile;
  const write = (file: string, content: object) => writeFileSync(path(file), JSON.stringify(content));
  const contracts = async () =>
    Number(await connectOrganization(university.organization, university.chain.provider).dataContractCount());

  beforeAll(async () => {
    university = await openUniversity();
    await university.writeConsents([STUDENT], path("consents"));
    writeFileSync(path("one.csv"), [HEADER, FIRST].join("\n"));
    writeFileSync(path("class.csv"), [HEADER, ...LINES.slice(0, 400)].join("\n"));
  });
  afterAll(() => university.close());

  it("is made of a class, shows every text, and is written once", async () => {
    const made = await run("org", "dictionary", "make", "class.csv");
    expect(made, made.stderr).toMatchObject({ code: 0 });
    expect(made.stderr).toContain("Master of Science in Computer Engineering");
    expect(made.stdout).toContain("for ever");
    const { text, ...rest } = read();
    expect(rest).toEqual({ type: "CscssMeDictionary", version: 1, chainId: 31_337 });
    const letters = (shown: string) => shown.replaceAll(/[\s\p{Control}…]/gu, "");
    expect(letters(made.stderr)).toContain(letters(text));
    expect((await run("org", "dictionary", "make", "class.csv")).stderr).toContain("already exists");
    const none = await run("org", "dictionary", "make", "one.csv", "--out", "none.json");
    expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining("ERR_DICTIONARY") });
  });

  it("is not used before it is published", async () => {
    const early = await run("org", "issue-batch", "one.csv", "--dictionary", "dictionary.json", "--yes");
    expect(early).toMatchObject({ code: 1, stderr: expect.stringContaining("not published yet") });
    expect(await contracts()).toBe(0);
  });

  it("is published once somebody has agreed, and not again", async () => {
    const publish = (...more: string[]) => run("org", "dictionary", "publish", "dictionary.json", ...more);
    expect(await publish()).toMatchObject({ code: 2 });
    expect(await publish("--dry-run")).toMatchObject({ code: 0 });
    expect(await contracts()).toBe(0);
    const published = await publish("--yes", "--json");
    expect(published, published.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(published.stdout)).toMatchObject({ number: 1 });
    expect(read()).toMatchObject({ number: 1, sent: { organization: university.organization, after: 0 } });
    expect(await publish("--yes")).toMatchObject({ code: 0, stdout: expect.stringContaining("dictionary 1") });
    expect(await contracts()).toBe(1);
    const log = await run("org", "log", "--organization", university.organization);
    expect(log.stdout).toContain("a dictionary of its texts published");
  });

  it("that was sent by a run which was killed then is found, and not paid for twice", async () => {
    const { number, ...killed } = read();
    write("killed.json", killed);
    const again = await run("org", "dictionary", "publish", "killed.json", "--yes");
    expect(again, again.stderr).toMatchObject({ code: 0 });
    expect(read("killed.json").number).toBe(number);
    expect(await contracts()).toBe(1);
  });

  it("H6: killed while it is on its way, it is waited for, and not paid for twice", async () => {
    const { node, folder, env } = university;
    write("slow.json", { ...read(), text: "A text whose run is killed", sent: undefined, number: undefined });
    const sender = await new Wallet(
      await openKeystore(path("staff.json"), "correct horse").then(hexlify),
      node,
    ).getAddress();
    const pending = async () =>
      (await node.getTransactionCount(sender, "pending")) - (await node.getTransactionCount(sender));
    await node.send("evm_setAutomine", [false]);
    try {
      const child = startCscss(folder, ["org", "dictionary", "publish", "slow.json", "--yes"], env);
      while ((await pending()) === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      const closed = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await closed;
      const waiting = await run("org", "dictionary", "publish", "slow.json", "--yes");
      expect(waiting).toMatchObject({ code: 1, stderr: expect.stringContaining("on its way") });
      expect(await pending()).toBe(1);
    } finally {
      await node.send("evm_mine", []);
      await node.send("evm_setAutomine", [true]);
    }
    const found = await run("org", "dictionary", "publish", "slow.json", "--yes");
    expect(found, found.stderr).toMatchObject({ code: 0 });
    expect(read("slow.json").number).toBe(2);
    expect(await contracts()).toBe(2);
  });

  it("that a reorganisation put under another number is found there", async () => {
    write("moved.json", { ...read(), number: 2 });
    const moved = await run("org", "dictionary", "publish", "moved.json", "--yes");
    expect(moved, moved.stderr).toMatchObject({ code: 0 });
    expect(read("moved.json").number).toBe(1);
    expect(await contracts()).toBe(2);
  });

  it("is published by one run at a time", async () => {
    const unlock = lockBeside(path("dictionary.json"));
    const { folder, env } = university;
    const busy = await runCscss(folder, ["org", "dictionary", "publish", "dictionary.json", "--yes"], { env });
    unlock();
    expect(busy).toMatchObject({ code: 1, stderr: expect.stringContaining("ERR_BUSY") });
    const missing = await run("org", "dictionary", "publish", "nowhere/dictionary.json", "--yes");
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining("ERR_FILE") });
  });

  it.each<[string, (content: DictionaryFile) => object, string]>([
    ["is none", () => ({ type: "CscssMeDictionary" }), "is wrong at #/text"],
    ["has more in it", (content) => ({ ...content, more: 1 }), "is wrong at #/more"],
    ["is for another chain", (content) => ({ ...content, chainId: 1 }), "is for chain 1"],
    [
      "is another organization's",
      (content) => ({ ...content, sent: { organization: `0x${"11".repeat(20)}`, after: 0 } }),
      "nobody else's records",
    ],
    ["was changed", (content) => ({ ...content, text: `${content.text} ` }), "differs from dictionary"],
    ["names a number nobody has used", (content) => ({ ...content, number: 99 }), "not on the chain"],
  ])("is refused for issuing where the file %s", async (_, change, problem) => {
    write("bad.json", change(read()));
    const refused = await run("org", "issue-batch", "one.csv", "--dictionary", "bad.json", "--yes");
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(problem) });
    expect(refused.stderr).toContain("ERR_DICTIONARY");
    expect(await contracts()).toBe(2);
  });

  it("makes a class's records shorter; their holders open, share and back them up as any other", async () => {
    const issued = await run("org", "issue-batch", "one.csv", "--dictionary", "dictionary.json", "--yes");
    expect(issued, issued.stderr).toMatchObject({ code: 0 });
    const [wallet] = await listWallets(university.chain, computeAddress(studentKey(STUDENT)));
    const { records } = await university.chain.lens.sealedRecords(wallet?.address ?? "", 0, 1);
    const sealed = (String(records[0]?.sealedPayload).length - 2) / 2;
    // The floor is 498: nothing in it can be packed. Without a dictionary it is about 576.
    expect(sealed).toBeGreaterThan(498);
    expect(sealed).toBeLessThan(558);

    await writeKeystore(path("student.json"), getBytes(studentKey(STUDENT)), "correct horse", { cost: 1024 });
    const asStudent = (...args: string[]) => run(...args, "--keystore", "student.json");
    const opened = await asStudent("wallet", "open", "1", "--json");
    expect(opened, opened.stderr).toMatchObject({ code: 0 });
    expect(JSON.parse(opened.stdout).claims).toMatchObject({ awardTitle: "Master of Science in Computer Engineering" });
    const exported = await asStudent("wallet", "export", "1", "--format", "sd-jwt", "--out", "record.sd-jwt");
    expect(exported, exported.stderr).toMatchObject({ code: 0 });
    const backup = await asStudent("wallet", "backup", "backup", "--claim", "one.issued/claims");
    expect(backup, backup.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining("1 records") });
    const shared = await asStudent(
      ...["wallet", "share", "1", "--claims", "awardTitle", "--for", "any", "--purpose", "a test"],
      ...["--until", "30d", "--out", "shown.txt", "--yes"],
    );
    expect(shared, shared.stderr).toMatchObject({ code: 0 });
    expect(await run("verify", "shown.txt")).toMatchObject({ code: 0 });
  });

  it("needs two people where records do", async () => {
    await writeKeystore(path("dean.json"), getBytes(DEAN), "correct horse", { cost: 1024 });
    await run("org", "staff", "add", "issuer", computeAddress(DEAN));
    expect(await run("org", "require-approvals", "1", "--yes")).toMatchObject({ code: 0 });
    write("second.json", {
      ...read(),
      text: "Another text that many have in common",
      sent: undefined,
      number: undefined,
    });
    const act = (verb: string, ...more: string[]) => run("org", "dictionary", verb, "second.json", "--yes", ...more);
    expect(await act("publish")).toMatchObject({ code: 1, stderr: expect.stringContaining("ERR_NOT_APPROVED") });
    expect(await act("propose")).toMatchObject({ code: 0 });
    expect(await act("approve")).toMatchObject({ code: 1 });
    const approved = await act("approve", "--keystore", "dean.json");
    expect(approved).toMatchObject({
      code: 0,
      stderr: expect.stringContaining("Another text that many have in common"),
    });
    const published = await act("publish");
    expect(published, published.stderr).toMatchObject({ code: 0 });
    expect(read("second.json").number).toBe(4);
  });
});
