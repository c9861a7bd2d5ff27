import { AbiCoder } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CATEGORIES } from "../../../sdk/credential/recordTypes.ts";
import { ethereumDIDRegistryInterface } from "../../../sdk/generated/EthereumDIDRegistry.ts";
import { KeyPurpose } from "../../../sdk/generated/enums.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { awardOf, issue } from "../../fixtures/issuing.ts";
import { endKey, newSigningKey } from "../../fixtures/keys.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { inOneBlock } from "../../fixtures/oneBlock.ts";
import { ask, expectInvalid, expectNotCheckable, expectValid, verifierOf } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld, YEAR } from "../../fixtures/world.ts";

interface Log {
  topics: string[];
  data: string;
}

/** The one thing that comes from logs, which a node may have lost or may hide. */
describe("The issuer's DID document", () => {
  let world: World;
  let held: Held;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  /** A node that tells the logs of ERC-1056 in its own way. */
  function withLogs(change: (logs: Log[]) => unknown): Chain {
    return throughNode(world, async ({ method }, truth) =>
      method === "eth_getLogs" ? change((await truth()) as Log[]) : truth(),
    );
  }

  const changedKey = (log: Log): Log => {
    const decoded = ethereumDIDRegistryInterface.decodeEventLog("DIDAttributeChanged", log.data, log.topics);
    const { name, validTo, previousChange } = decoded;
    const types = ["bytes32", "bytes", "uint256", "uint256"];
    const key = world.mallory.signer.publicKey;
    return { ...log, data: AbiCoder.defaultAbiCoder().encode(types, [name, key, validTo, previousChange]) };
  };

  it("casts doubt on the node, not on the credential, when its logs are cut off or altered (D8)", async () => {
    const nodes: [string, Chain][] = [
      ["all logs are gone", withLogs(() => [])],
      ["the key is another's", withLogs((logs) => logs.map(changedKey))],
      ["the node refuses to give logs", withLogs(() => Promise.reject(new Error("pruned history unavailable")))],
      ["the node gives no list", withLogs(() => null)],
      ["the logs are garbage", withLogs((logs) => logs.map((log) => ({ ...log, data: "0x" })))],
    ];
    for (const [name, chain] of nodes) {
      const verification = await ask(world, held, { chain });
      expect({ name, verdict: verification.verdict }).toEqual({ name, verdict: "notCheckable" });
      expectNotCheckable(verification, "signature ERR_DID_DOCUMENT");
    }
    expectValid(await ask(world, held));
  });

  it("casts doubt on a node that hides that the DID ever changed (D8)", async () => {
    const { selector = "" } = ethereumDIDRegistryInterface.getFunction("changed") ?? {};
    const chain = throughNode(world, async ({ method, params }, truth) =>
      method === "eth_call" && String(params[0].data).startsWith(selector) ? `0x${"00".repeat(32)}` : truth(),
    );
    expectNotCheckable(await ask(world, held, { chain }), "signature ERR_DID_DOCUMENT");
  });

  it("casts doubt when one of two events of a block is cut out, so that numbers shift (D8)", async () => {
    const signer = memoryTokenSigner(world.random(32));
    const context = { ...world.university.context, signing: { signer, number: 4 } };
    const organization = connectOrganization(world.university.address, world.university.account);
    const prepared = await prepareRecord(context, awardOf(world, { profile: 1 }));
    const items = [{ ...prepared.item, blob: 0, place: 0 }];
    const { succeeded } = await inOneBlock(
      world,
      (overrides) => organization.publishKey(KeyPurpose.Signing, world.mallory.signer.publicKey, YEAR, overrides),
      (overrides) => organization.publishKey(KeyPurpose.Signing, signer.publicKey, YEAR, overrides),
      (overrides) => organization.issueBatch(1, CATEGORIES.higher_education, 4, items, [], overrides),
    );
    expect(succeeded).toEqual([true, true, true]);
    const { decryptionKey } = world.graduate;
    const files = { decryptionKey, claimFiles: [prepared.claimFile] };
    const [record] = (await openRecords(world.chain, prepared.claimFile.wallet, files)).opened;
    if (record === undefined) throw new Error("The record did not open.");
    const asked = { record, person: world.graduate };
    expectValid(await ask(world, asked));
    const cut = withLogs((logs) => (logs.length > 1 ? logs.slice(1) : logs));
    expectNotCheckable(await ask(world, asked, { chain: cut }), "signature ERR_DID_DOCUMENT");
  });

  it("is not asked for when the signature fits no key at all: that fails on any node (D8)", async () => {
    const other = await issue(world);
    const [header, payload] = held.record.token.split(".");
    const [, , signature] = other.record.token.split(".");
    const swapped = { ...held.record, token: `${header}.${payload}.${signature}` };
    const chain = withLogs(() => []);
    const verification = await ask(world, { record: swapped, person: held.person }, { chain });
    expectInvalid(verification, "signature ERR_SIGNATURE");
  });

  it("is remembered for good once the key was found in it, even when the node loses its logs", async () => {
    let lost = false;
    const chain = withLogs((logs) => (lost ? [] : logs));
    const verifier = await verifierOf(world, chain);
    expectValid(await ask(world, held, { verifier }));
    lost = true;
    expectValid(await ask(world, held, { verifier }));
    expectNotCheckable(await ask(world, await issue(world), { verifier }), "signature ERR_DID_DOCUMENT");
  });

  it("is not remembered when the key was not found, so that a better answer counts", async () => {
    let lost = true;
    const chain = withLogs((logs) => (lost ? [] : logs));
    const verifier = await verifierOf(world, chain);
    expectNotCheckable(await ask(world, held, { verifier }), "signature ERR_DID_DOCUMENT");
    lost = false;
    expectValid(await ask(world, held, { verifier }));
  });

  it("is that of the header's block: what happens to keys later changes nothing (D2, D9)", async () => {
    for (let round = 0; round < 3; round++) {
      const context = await newSigningKey(world);
      await endKey(world, context.signing.number);
    }
    await endKey(world, 1);
    await endKey(world, 2);
    expectValid(await ask(world, held));
  });

  it("is read anew when the chain was reorganised and the key under that number is another (V6)", async () => {
    const verifier = await verifierOf(world);
    const back = await world.local.snapshot();
    const first = await issue(world, { context: await newSigningKey(world) });
    expectValid(await ask(world, first, { verifier }));
    await back();
    const second = await issue(world, { context: await newSigningKey(world) });
    expect(second.blockNumber).toBe(first.blockNumber);
    expect(second.record.credential.keyNumber).toBe(first.record.credential.keyNumber);
    expectValid(await ask(world, second, { verifier }));
  });
});
