import { encodeBytes32String } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sendTransaction } from "../../../sdk/call/sendTransaction.ts";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import type { Bundle } from "../../../sdk/offline/Bundle.ts";
import { exportBundle } from "../../../sdk/offline/exportBundle.ts";
import type { OfflineOptions } from "../../../sdk/offline/verifyOffline.ts";
import { verifyOffline } from "../../../sdk/offline/verifyOffline.ts";
import type { Expectation } from "../../../sdk/verify/Facts.ts";
import type { Verification } from "../../../sdk/verify/Verification.ts";
import { NETWORKS } from "../../fixtures/chain.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { act, amend, issue } from "../../fixtures/issuing.ts";
import { endKey, markCompromised } from "../../fixtures/keys.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import {
  answer,
  EMPLOYER,
  expectInvalid,
  expectNotCheckable,
  expectValid,
  release,
  requestOf,
  verify,
} from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE, openWorld, personOf } from "../../fixtures/world.ts";

const STANDING = { kind: "standing", audience: EMPLOYER } as const;
const CHAIN_ROWS = 12;

describe.each(NETWORKS)("A bundle on the %s network", (network) => {
  let world: World;
  let held: Held;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld(network);
    held = await issue(world);
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  /** The holder's answer to a fresh request, and the request. */
  async function present(from: Held = held): Promise<{ text: string; expected: Expectation }> {
    const request = await requestOf(world);
    return { text: await answer(world, from, request), expected: { kind: "answer", request } };
  }
  async function offline(bundle: string, expected: Expectation, options: Partial<OfflineOptions> = {}) {
    const now = await world.local.now();
    const trustedBlockHash = (await world.chain.provider.getBlock("latest"))?.hash ?? "";
    return verifyOffline(bundle, {
      network: world.chain.network,
      expected,
      trustedBlockHash,
      now: () => now,
      ...options,
    });
  }
  /** Verifies with a node and without: all but the verdict's way there has to be the same. */
  async function bothWays(text: string, expected: Expectation): Promise<Verification> {
    const online = await verify(world, text, expected);
    const without = await offline(await exportBundle(world.chain, text), expected);
    expect(without).toEqual(online);
    return online;
  }

  it("with proofs up to a trusted block verifies without a node, in every row as with one", async () => {
    const { text, expected } = await present();
    expectValid(await bothWays(text, expected));
  });

  it("of a standing presentation proves its grant, and that it was not withdrawn", async () => {
    const { text, grantId } = await release(world, held);
    expectValid(await bothWays(text, STANDING));
    await act(world, held, { act: "withdrawGrant", grantId });
    expect((await bothWays(text, STANDING)).reason?.code).toBe("ERR_GRANT_WITHDRAWN");
    const { text: unmade } = await release(world, await issue(world, { profile: 1 }), { recordIds: [held.recordId] });
    expect((await bothWays(unmade, STANDING)).reason?.code).toBe("ERR_GRANT_UNKNOWN");
  });

  it.each([1, 3] as const)("of a record in profile %s proves it too", async (profile) => {
    const { text, expected } = await present(await issue(world, { profile }));
    expectValid(await bothWays(text, expected));
  });

  it.each<[string, (held: Held) => Promise<unknown>]>([
    ["ERR_REVOKED", (one) => change("revoke", one)],
    ["ERR_SUSPENDED", (one) => change("suspend", one)],
    ["ERR_SUPERSEDED", (one) => amend(world, one)],
    ["ERR_WALLET_DEACTIVATED", (one) => act(world, one, { act: "deactivate" })],
    ["ERR_WALLET_DESTROYED", (one) => act(world, one, { act: "destroy" })],
    ["ERR_KEY_COMPROMISED", ({ issuedAt }) => markCompromised(world, 1, issuedAt)],
    ["ERR_ISSUER_FRAUD", ({ issuedAt }) => world.decide({ act: "markFraud", since: issuedAt, evidence: EVIDENCE })],
  ])("tells %s as a node does", async (code, spoil) => {
    const { text, expected } = await present();
    await spoil(held);
    const request = expected.kind === "answer" ? { ...expected.request } : undefined;
    expect((await bothWays(text, request ? { kind: "answer", request } : expected)).reason?.code).toBe(code);
  });

  it("stays valid after its issuer was suspended and its key ended, as with a node", async () => {
    const { text } = await release(world, held);
    await world.decide({ act: "suspend", evidence: EVIDENCE });
    await endKey(world, 1);
    expectValid(await bothWays(text, STANDING));
  });

  it("of an appointed delegate is proven, and of a stranger as long as the holder's identity never changed", async () => {
    const agent = await personOf(world.local, "employer");
    // The test chain gives the agent its money beside any block.
    await world.local.mine();
    const byAgent = { ...held, person: agent };
    const { text: stranger, expected: asked } = await present(byAgent);
    expectInvalid(await bothWays(stranger, asked), "holder-binding ERR_NOT_THE_HOLDER");
    const identities = world.chain.didRegistry.connect(world.graduate.account);
    const owner = world.graduate.account.address;
    const sigAuth = encodeBytes32String("sigAuth");
    await sendTransaction(() => identities.addDelegate(owner, sigAuth, agent.account.address, DAY));
    const { text, expected } = await present(byAgent);
    expectValid(await bothWays(text, expected));
  });

  it("by nobody whom the state knows is not checkable once the holder's identity changed: a log might know it", async () => {
    const { text, expected } = await present();
    await rotate();
    expectNotCheckable(
      await offline(await exportBundle(world.chain, text), expected),
      "holder-binding ERR_DID_DOCUMENT",
    );
  });

  it("without a trusted block, or without proofs, is never valid: its word is evidence", async () => {
    const { text, expected } = await present();
    const proven = await exportBundle(world.chain, text);
    const bare = await exportBundle(world.chain, text, { proof: false });
    const now = await world.local.now();
    const options = { network: world.chain.network, expected, now: () => now };
    const trustedBlockHash = (await world.chain.provider.getBlock("latest"))?.hash ?? "";
    for (const verification of [
      await verifyOffline(proven, options),
      await verifyOffline(bare, options),
      await verifyOffline(bare, { ...options, trustedBlockHash }),
    ]) {
      expect(verification.verdict).toBe("notCheckable");
      const doubted = verification.checks.filter(({ outcome }) => outcome === "notCheckable");
      expect(doubted).toHaveLength(CHAIN_ROWS);
      for (const { code, evidence } of doubted) {
        expect(code).toBe("ERR_OFFLINE");
        expect(evidence).toMatchObject({ claimed: { message: expect.any(String) }, block: { hash: trustedBlockHash } });
      }
      expect(doubted[3]?.evidence).toMatchObject({ claimed: { outcome: "passed" } });
      expect(verification).not.toHaveProperty("block");
      expect(verification).not.toHaveProperty("issuer");
      expect(verification.checks.filter(({ outcome }) => outcome === "passed").map(({ id }) => id)).toEqual([
        "format",
        "disclosures",
      ]);
    }
    expect(proven.length).toBeGreaterThan(bare.length * 3);
  });

  it("of another block than the trusted one, of contracts not pinned, or too old, is not checkable", async () => {
    const { text, expected } = await present();
    const bundle = await exportBundle(world.chain, text);
    const { network: file } = world.chain;
    const [generation] = file.generations;
    const other = { ...generation!, lens: generation!.registry };
    const recoded = { ...generation!, codeHashes: { ...generation!.codeHashes, registry: `0x${"ab".repeat(32)}` } };
    const now = (await world.local.now()) + 100;
    const cases: Partial<OfflineOptions>[] = [
      { trustedBlockHash: `0x${"ab".repeat(32)}` },
      { network: { ...file, generations: [other] } },
      { network: { ...file, generations: [recoded] } },
    ];
    for (const options of cases) {
      expectNotCheckable(await offline(bundle, expected, options), "network ERR_PROOF");
    }
    const old = await offline(bundle, expected, { now: () => now, maxBlockAge: 50 });
    expectNotCheckable(old, "network ERR_NODE_BEHIND");
    expectValid(await offline(bundle, expected, { now: () => now, maxBlockAge: 200 }));
  });

  it("for another chain is refused", async () => {
    const { text, expected } = await present();
    const file = { ...world.chain.network, chainId: 5 };
    const verification = await offline(await exportBundle(world.chain, text), expected, { network: file });
    expect(verification).toMatchObject({ verdict: "invalid", reason: { id: "network", code: "ERR_CHAIN" } });
  });

  it("is never valid with any node or code of its proof left out, or with one bit of it changed", async () => {
    const { text, expected } = await present();
    const bundle = JSON.parse(await exportBundle(world.chain, text)) as Bundle;
    const { nodes, codes } = bundle.proof!;
    const flip = (hex: string, at: number) => {
      const bytes = Buffer.from(hex.slice(2), "hex");
      bytes[at % bytes.length]! ^= 1 << (at % 8);
      return `0x${bytes.toString("hex")}`;
    };
    const spoiled = [
      ...nodes.flatMap((node, index) => [
        { nodes: nodes.toSpliced(index, 1), codes },
        { nodes: nodes.with(index, flip(node, 7 * index + 3)), codes },
      ]),
      ...codes.flatMap((code, index) => [
        { nodes, codes: codes.toSpliced(index, 1) },
        { nodes, codes: codes.with(index, flip(code, 501 * index)) },
      ]),
    ];
    expect(spoiled.length).toBeGreaterThan(60);
    // Every fifth, from another one on each network: each is a verification of its own.
    for (const proof of spoiled.filter((_, index) => index % 5 === network.length % 5)) {
      const verification = await offline(JSON.stringify({ ...bundle, proof }), expected);
      expectNotCheckable(verification, "network ERR_PROOF");
    }
    for (let at = 0; at < bundle.header.length / 2 - 1; at += 37) {
      const { verdict } = await offline(JSON.stringify({ ...bundle, header: flip(bundle.header, at) }), expected);
      expect(verdict).not.toBe("valid");
    }
  });

  it("proves what its proof proves, whatever else it claims", async () => {
    const { text, expected } = await present();
    const before = JSON.parse(await exportBundle(world.chain, text)) as Bundle;
    await change("revoke", held);
    const after = JSON.parse(await exportBundle(world.chain, text)) as Bundle;
    const lying = await offline(JSON.stringify({ ...after, answer: before.answer }), expected);
    expect(lying.reason?.code).toBe("ERR_REVOKED");
    const older = await offline(JSON.stringify({ ...after, proof: before.proof }), expected);
    expectNotCheckable(older, "network ERR_PROOF");
    const mixed = { nodes: [...before.proof!.nodes, ...after.proof!.nodes], codes: after.proof!.codes };
    expect((await offline(JSON.stringify({ ...after, proof: mixed }), expected)).reason?.code).toBe("ERR_REVOKED");
  });

  it("of another form is refused, never thrown at", async () => {
    const { text, expected } = await present();
    const bundle = JSON.parse(await exportBundle(world.chain, text)) as Bundle;
    const cases: [unknown, string][] = [
      ["{", "ERR_JSON"],
      [{}, "ERR_BUNDLE"],
      [{ ...bundle, version: 2 }, "ERR_BUNDLE"],
      [{ ...bundle, more: 1 }, "ERR_BUNDLE"],
      [{ ...bundle, proof: { nodes: ["0x0"], codes: [] } }, "ERR_BUNDLE"],
      [{ ...bundle, presentation: "a.b.c" }, "ERR_DISCLOSURE_FORMAT"],
      [{ ...bundle, header: "0x" }, "ERR_PROOF"],
      [{ ...bundle, header: "0xc0" }, "ERR_PROOF"],
      [{ ...bundle, header: "0xffff" }, "ERR_PROOF"],
    ];
    for (const [value, code] of cases) {
      const verification = await offline(typeof value === "string" ? value : JSON.stringify(value), expected);
      expect(verification).toMatchObject({ verdict: "invalid", reason: { id: "format", code } });
    }
    const nonsense = JSON.stringify({ ...bundle, answer: "0x1234" });
    const options = { network: world.chain.network, expected };
    expectNotCheckable(await verifyOffline(nonsense, options), "network ERR_PROOF");
    const documents = [5, { assertionMethod: 5 }, { assertionMethod: [], verificationMethod: [null] }];
    for (const issuerDocument of documents) {
      const verification = await verifyOffline(JSON.stringify({ ...bundle, issuerDocument }), options);
      expect(verification.verdict).not.toBe("valid");
    }
    const long = JSON.stringify({ ...bundle, answer: `0x${"00".repeat(10_001)}` });
    expect(await verifyOffline(long, options)).toMatchObject({ reason: { id: "format", code: "ERR_BUNDLE" } });
  });

  it("is not made of a node whose answer, block or header does not fit its state", async () => {
    const { text } = await present();
    const lies: [string, (told: object) => unknown][] = [
      ["eth_getStorageAt", () => `0x${"00".repeat(32)}`],
      ["eth_getBlockByNumber", (block) => ({ ...block, extraData: "0x1234" })],
    ];
    for (const [wrong, lie] of lies) {
      const chain = throughNode(world, async ({ method }, truth) =>
        method === wrong ? lie((await truth()) as object) : truth(),
      );
      await expect(exportBundle(chain, text)).rejects.toMatchObject({ code: "ERR_NODE_PROOF" });
    }
    const { network: file, provider } = world.chain;
    await expect(exportBundle(connectChain(file, provider), "a.b.c")).rejects.toMatchObject({
      code: "ERR_DISCLOSURE_FORMAT",
    });
  });

  function change(what: "revoke" | "suspend", { award, recordId }: Held): Promise<void> {
    const { account, address } = world.university;
    return changeStatus(account, address, { act: what, reason: "under_review", wallet: award.wallet, recordId });
  }

  async function rotate(): Promise<void> {
    const { account } = world.graduate;
    const next = await personOf(world.local, "employer");
    const identities = world.chain.didRegistry.connect(account);
    await sendTransaction(() => identities.changeOwner(account.address, next.account.address));
    await world.local.mine();
  }
});
