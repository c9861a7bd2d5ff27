import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { computeAddress } from "ethers";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Session, World } from "../../../../scripts/cli/frame/Session.ts";
import { openSession, privateKeyOf } from "../../../../scripts/cli/frame/Session.ts";
import { newIssuerSecrets, writeIssuerFile } from "../../../../scripts/cli/keys/issuerFile.ts";
import { writeHolderKeystore, writeKeystore } from "../../../../scripts/cli/keys/keystore.ts";
import { fixedBytes } from "../../../fixtures/makeCredential.ts";

const ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const PASSWORD = "correct horse";
const CHEAP = { cost: 1024 };
const usage = (message: string) =>
  expect.objectContaining({ code: "ERR_USAGE", message: expect.stringContaining(message) });

const folder = mkdtempSync(join(tmpdir(), "cscss-session-"));
const file = (name: string): string => join(folder, name);
const opened: Session[] = [];
let server: Server;
let genesisHash = "";
/** What the node was asked. */
let asked: string[] = [];

const HASH = `0x${"ab".repeat(32)}`;
const NETWORK = {
  type: "CscssMeNetwork",
  version: 1,
  name: "trial",
  chainId: 31_337,
  genesisHash: HASH,
  confirmations: 0,
  generations: [
    {
      fromBlock: 0,
      registry: ADDRESS,
      factories: { organizations: ADDRESS, wallets: ADDRESS },
      walletCode: { 1: ADDRESS, 2: ADDRESS, 3: ADDRESS },
      lens: ADDRESS,
      didRegistry: ADDRESS,
      governance: { manager: ADDRESS, council: ADDRESS },
      codeHashes: { registry: HASH, organizations: HASH, wallets: HASH, lens: HASH, didRegistry: HASH },
    },
  ],
};

/** A node that knows its first block only. */
function genesis() {
  const zero = `0x${"00".repeat(32)}`;
  return {
    ...{ hash: genesisHash, parentHash: zero, number: "0x0", timestamp: "0x1", nonce: "0x0000000000000000" },
    ...{ difficulty: "0x0", gasLimit: "0x1c9c380", gasUsed: "0x0", miner: ADDRESS, extraData: "0x" },
    ...{ stateRoot: zero, receiptsRoot: zero, transactions: [] },
  };
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { id, method } = JSON.parse(Buffer.concat(await request.toArray()).toString());
    asked.push(method);
    const result = method === "eth_getBlockByNumber" ? genesis() : null;
    response.setHeader("content-type", "application/json").end(JSON.stringify({ jsonrpc: "2.0", id, result }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  writeFileSync(file("network.json"), JSON.stringify(NETWORK));
  writeFileSync(file("pw"), `${PASSWORD}\n`, { mode: 0o600 });
  writeFileSync(file("other-pw"), "battery staple\n", { mode: 0o600 });
  await writeHolderKeystore(
    file("me.json"),
    fixedBytes("me", 32),
    { owner: ADDRESS, formerKeys: [fixedBytes("former", 32)] },
    PASSWORD,
    CHEAP,
  );
  await writeKeystore(file("payer.json"), fixedBytes("payer", 32), "battery staple", CHEAP);
  await writeIssuerFile(file("issuer.json"), newIssuerSecrets(ADDRESS, 31_337), PASSWORD, CHEAP);
});
afterEach(() => {
  for (const session of opened.splice(0)) session.close();
  asked = [];
  genesisHash = HASH;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

/** A session with these options, and what it wrote. */
function open(
  values: Readonly<Record<string, string | boolean | readonly string[]>> = {},
  { answers = [], settings = {}, ...more }: Partial<World> & { answers?: string[]; settings?: object } = {},
) {
  const written = { stdout: "", stderr: "", questions: [] as string[] };
  const ask = async (question: string, instead: string): Promise<string> => {
    written.questions.push(`${question} ${instead}`);
    return answers.shift() ?? "";
  };
  const keeping = (name: "stdout" | "stderr") => ({
    write(text: string) {
      written[name] += text;
    },
  });
  const world: World = {
    env: {},
    prompt: { interactive: true, ask, askSecret: ask },
    stdout: keeping("stdout"),
    stderr: keeping("stderr"),
    ...more,
  };
  const session = openSession({ args: ["one", "two"], values }, settings as Record<string, string>, world);
  opened.push(session);
  return { session, written };
}
const rpc = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const onChain = (more: Readonly<Record<string, string>> = {}) =>
  open({ network: file("network.json"), "rpc-url": rpc(), gas: "free", ...more });

describe("options", () => {
  it("count over settings; a list or a switch is no text", () => {
    const values = { network: "given", claim: ["a"], json: true, quiet: false };
    const { session } = open(values, { settings: { network: "set", gas: "free", quiet: true } });
    expect(session.args).toEqual(["one", "two"]);
    expect(["network", "gas", "claim", "json", "keystore"].map(session.option)).toEqual([
      "given",
      "free",
      undefined,
      undefined,
      undefined,
    ]);
    expect(["json", "quiet", "network", "yes"].map(session.flag)).toEqual([true, false, false, false]);
    expect(session.required("gas")).toBe("free");
    expect(() => session.required("keystore")).toThrow(usage("--keystore is missing"));
  });

  it("are lists by commas or by repeating, and settings are none", () => {
    const { session } = open({ claim: ["a,b", "c", ""], category: "x,,y" }, { settings: { list: "z" } });
    expect(session.list("claim")).toEqual(["a", "b", "c"]);
    expect(session.list("category")).toEqual(["x", "y"]);
    expect(session.list("list")).toEqual([]);
    expect(session.list("missing")).toEqual([]);
    expect(open({ yes: true }).session.list("yes")).toEqual([]);
  });

  it("are one of some words, or the fallback", () => {
    const { session } = open({ form: "b", other: "c" });
    const words = ["a", "b"] as const;
    expect(session.choice("form", words)).toBe("b");
    expect(session.choice("missing", words, "a")).toBe("a");
    expect(() => session.choice("other", words, "a")).toThrow(usage('--other "c"'));
    expect(() => session.choice("missing", words)).toThrow(usage("--missing is missing; it is one of a, b"));
  });
});

describe("what is written", () => {
  it("is a result on stdout, as text or as JSON, with whole numbers as numbers", () => {
    const text = open();
    text.session.result({ a: 1n }, "one");
    text.session.result({ a: 1n }, "");
    expect(text.written).toMatchObject({ stdout: "one\n", stderr: "" });
    const json = open({ json: true });
    json.session.result({ a: 1n, b: ["x"] }, "one");
    expect(json.written).toMatchObject({ stdout: '{"a":1,"b":["x"]}\n', stderr: "" });
  });

  it("is a remark on stderr, unless nobody wants to hear it", () => {
    const loud = open();
    loud.session.say("Done.");
    expect(loud.written).toMatchObject({ stdout: "", stderr: "Done.\n" });
    const quiet = open({ quiet: true });
    quiet.session.say("Done.");
    expect(quiet.written.stderr).toBe("");
  });

  it("fits tables into the terminal that results go to, and knows the width of the one for remarks", () => {
    const rows = [["x".repeat(300)]];
    const write = () => undefined;
    expect(open({}, { stdout: { write, columns: 20 } }).session.table(rows)).toHaveLength(20);
    expect(open().session.table(rows)).toHaveLength(200);
    const stderr = { write, columns: 90, isTTY: true };
    expect(open({}, { stderr }).session.terminalWidth).toBe(90);
    expect(open({ quiet: true }, { stderr }).session.terminalWidth).toBeUndefined();
    expect(open({}, { stderr: { write, columns: 90 } }).session.terminalWidth).toBeUndefined();
  });
});

describe("before anything is sent", () => {
  it("is said what, and not sent on a dry run, whatever else is given", async () => {
    const { session, written } = open({ "dry-run": true, yes: true });
    expect(await session.approve("one diploma", true)).toBe(false);
    expect(written).toMatchObject({ stderr: "Would send: one diploma\n", questions: [] });
  });

  it("nobody is asked for what can be undone, nor where yes was said", async () => {
    const light = open();
    expect(await light.session.approve("one diploma")).toBe(true);
    const said = open({ yes: true });
    expect(await said.session.approve("one diploma", true)).toBe(true);
    for (const { written } of [light, said]) expect(written).toMatchObject({ stderr: "one diploma\n", questions: [] });
  });

  it.each(["y", "Y", "yes", " YES "])("a person may say %j", async (answer) => {
    const { session, written } = open({}, { answers: [answer] });
    expect(await session.approve("one diploma", true)).toBe(true);
    expect(written.questions).toEqual(["Go on? [y/N] --yes"]);
  });

  it.each(["", "n", "no", "yess", "oy", "maybe"])("%j is not yes", async (answer) => {
    const { session } = open({}, { answers: [answer] });
    await expect(session.approve("one diploma", true)).rejects.toMatchObject({ code: "ERR_CANCELLED" });
  });

  it("--json is not --yes: a program that reads the result did not agree to it", async () => {
    const { session, written } = open({ json: true }, { answers: ["n"] });
    await expect(session.approve("one diploma", true)).rejects.toMatchObject({ code: "ERR_CANCELLED" });
    expect(written.questions).toHaveLength(1);
  });
});

describe("progress", () => {
  const issue = (session: Session, total: number) =>
    session.progress("Issuing", "rows", total, async (onDone) => {
      for (let row = 0; row < total; row++) onDone();
    });

  it("ends with a line, of as many as were done", async () => {
    const { session, written } = open();
    await issue(session, 3);
    expect(written.stderr).toMatch(/^Issuing: 3 of 3 rows, .*\n$/);
  });

  it("ends with that line also where the work fails, whose error comes through", async () => {
    const { session, written } = open();
    const failing = session.progress("Issuing", "rows", 3, async (onDone) => {
      onDone();
      throw new TypeError("Broken.");
    });
    await expect(failing).rejects.toThrow("Broken.");
    expect(written.stderr).toMatch(/^Issuing: 1 of 3 rows, /);
  });

  it("is not shown where there is nothing to do, nor where nobody wants to hear it", async () => {
    const none = open();
    await issue(none.session, 0);
    expect(none.written.stderr).toBe("");
    const quiet = open({ quiet: true });
    await issue(quiet.session, 3);
    expect(quiet.written.stderr).toBe("");
  });
});

describe("the chain", () => {
  it("is the one that the network file pins, read and connected once", async () => {
    const { session } = onChain();
    expect(session.network()).toMatchObject({ name: "trial" });
    expect(session.network()).toBe(session.network());
    expect(session.node()).toBe(session.node());
    const [chain, again] = await Promise.all([session.chain(), session.chain()]);
    expect(chain).toBe(again);
    expect(chain).toMatchObject({ network: { name: "trial" }, provider: session.node() });
    expect(asked).toEqual(["eth_getBlockByNumber"]);
    expect((await session.reader()).chain).toBe(chain);
    expect(await session.reader()).toBe(await session.reader());
  });

  it("is refused where the node serves another", async () => {
    const { session } = onChain();
    genesisHash = `0x${"cd".repeat(32)}`;
    await expect(session.chain()).rejects.toMatchObject({
      code: "ERR_NODE_CHAIN",
      message: expect.stringContaining('"trial"'),
    });
  });

  it("is not asked before a command does, nor where gas is of no known kind", () => {
    onChain();
    expect(asked).toEqual([]);
    expect(() => onChain({ gas: "cheap" }).session.node()).toThrow(usage('--gas "cheap"'));
    for (const gas of ["auto", "free", "paid"]) expect(onChain({ gas }).session.node()).toBeDefined();
  });

  it("is let go of when the session ends", async () => {
    const { session } = onChain();
    const node = session.node();
    session.close();
    expect(node.destroyed).toBe(true);
    expect(() => open().session.close()).not.toThrow();
  });
});

describe("accounts", () => {
  const me = computeAddress(`0x${Buffer.from(fixedBytes("me", 32)).toString("hex")}`);
  const keys = { keystore: file("me.json"), "password-file": file("pw") };
  const payer = { payer: file("payer.json"), "payer-password-file": file("other-pw") };

  it("sign with the key of --keystore, which is opened once; those from before it come with it", async () => {
    const { session, written } = onChain({ keystore: file("me.json") });
    const typed = open(
      { network: file("network.json"), "rpc-url": rpc(), gas: "free", keystore: file("me.json") },
      { answers: [PASSWORD] },
    );
    expect((await typed.session.account()).address).toBe(me);
    expect(await typed.session.account()).toBe(await typed.session.account());
    expect((await typed.session.holderKeys()).formerKeys).toEqual([fixedBytes("former", 32)]);
    expect(typed.written.questions).toHaveLength(1);
    expect(privateKeyOf(await typed.session.account())).toEqual(fixedBytes("me", 32));
    expect((await typed.session.account()).provider).toBe(typed.session.node());
    await expect(session.account()).rejects.toMatchObject({ code: "ERR_PASSWORD" });
    expect(written.questions).toEqual([`Password of ${file("me.json")}: --password-file FILE`]);
  });

  it("pay from --payer, with its own password, else from --keystore", async () => {
    const own = onChain(keys).session;
    expect(await own.payer()).toBe(await own.account());
    const other = onChain({ ...keys, ...payer }).session;
    const paying = await other.payer();
    expect(privateKeyOf(paying)).toEqual(fixedBytes("payer", 32));
    expect(paying.provider).toBe(other.node());
    expect((await other.account()).address).toBe(me);
    await expect(onChain({ ...payer, "payer-password-file": file("pw") }).session.payer()).rejects.toMatchObject({
      code: "ERR_PASSWORD",
    });
  });

  it("take new passwords twice", async () => {
    const differing = open({}, { answers: [PASSWORD, "another one"] });
    await expect(differing.session.password("new-password-file", "new.json", true)).rejects.toMatchObject({
      code: "ERR_PASSWORD",
    });
    const once = open({}, { answers: [PASSWORD] });
    expect(await once.session.password("password-file", "me.json")).toBe(PASSWORD);
    expect(once.written.questions).toHaveLength(1);
  });

  it("cost as much to open as the environment says, which tests need", () => {
    expect(open({}, { env: { CSCSS_SCRYPT_COST: "1024" } }).session.scryptCost).toEqual({ cost: 1024 });
    expect(open().session.scryptCost).toEqual({});
  });
});

describe("the organization", () => {
  it("is the one that is named, else the one of the issuer file", () => {
    const issuer = file("issuer.json");
    expect(open({ organization: ADDRESS.toLowerCase() }).session.organization()).toBe(ADDRESS);
    expect(open({ issuer }).session.organization()).toBe(ADDRESS);
    const other = `0x${"11".repeat(20)}`;
    expect(open({ issuer, organization: other }).session.organization()).toBe(other);
    expect(() => open().session.organization()).toThrow(usage("--issuer FILE or --organization ADDRESS"));
  });
});
