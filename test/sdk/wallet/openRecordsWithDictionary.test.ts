import { utf8ToBytes } from "@noble/hashes/utils";
import { id } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openDictionaryReader } from "../../../sdk/dictionary/openDictionaryReader.ts";
import { publishDictionary } from "../../../sdk/dictionary/publishDictionary.ts";
import { readDictionary } from "../../../sdk/dictionary/readDictionary.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { openRecordsWithKeys } from "../../../sdk/recovery/openRecordsWithKeys.ts";
import { memoryDecryptionKey } from "../../../sdk/seal/memoryDecryptionKey.ts";
import type { OwnDictionary } from "../../../sdk/seal/OwnDictionary.ts";
import { openRecords } from "../../../sdk/wallet/openRecords.ts";
import { walletAddress } from "../../../sdk/wallet/walletAddress.ts";
import { awardOf, issue, sendRecords } from "../../fixtures/issuing.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import type { World } from "../../fixtures/world.ts";
import { EVIDENCE, makeOrganization, openWorld, publishKeys } from "../../fixtures/world.ts";

const bytes = utf8ToBytes('"gradingScale","66-110 (cum laude possible)"\n"organizationName","Università di Esempio"');
const notThere = { code: "ERR_SEAL_OPEN", details: { layer: "dictionary" } };

describe("records packed with the issuer's dictionary", () => {
  let world: World;
  let wallet: string;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    const { address } = world.graduate.account;
    wallet = walletAddress(world.chain.generation, { owner: address, profile: 2, index: 0 });
    restore = await world.local.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => world.close());

  const publish = (what = bytes) =>
    publishDictionary(world.chain, world.university.account, world.university.address, {
      batch: 1n,
      category: "higher_education",
      keyNumber: 1,
      bytes: what,
    });
  const contextWith = (dictionary: OwnDictionary) => ({ ...world.university.context, dictionary });
  const published = async () => {
    const { number } = await publish();
    return contextWith(await readDictionary(world.chain, world.university.address, number));
  };
  const open = (chain: Chain = world.chain) =>
    openRecords(chain, wallet, { decryptionKey: world.graduate.decryptionKey, claimFiles: [] });

  /** A node that counts what code it was asked for. */
  function counting() {
    const asked: string[] = [];
    const chain = throughNode(world, ({ method, params }, truth) => {
      if (method === "eth_getCode") asked.push(params[0]);
      return truth();
    });
    return { chain, asked };
  }

  it("are shorter, and open from the chain alone", async () => {
    const context = await published();
    const award = awardOf(world);
    const [without, held] = [await prepareRecord(world.university.context, award), await issue(world, { context })];
    expect(held.prepared.sealedPayload.length).toBeLessThan(without.sealedPayload.length - 20);
    const { opened, unopened } = await open();
    expect(unopened).toEqual([]);
    expect(opened[0]?.claims).toMatchObject({ gradingScale: "66-110 (cum laude possible)" });
  });

  it("need one read of the dictionary for a whole wallet, and none where no record needs it", async () => {
    await issue(world);
    const { chain, asked } = counting();
    expect((await open(chain)).opened).toHaveLength(1);
    expect(asked).toEqual([]);
    const context = await published();
    for (let count = 0; count < 3; count++) await issue(world, { context });
    expect((await open(chain)).opened).toHaveLength(4);
    expect(asked).toHaveLength(1);
  });

  it("need one read for several wallets, with a reader they share, and for several keys", async () => {
    const context = await published();
    await issue(world, { context });
    await issue(world, { context, profile: 3 });
    const { chain, asked } = counting();
    const dictionaryOf = openDictionaryReader(chain);
    for (const profile of [2, 3] as const) {
      const { address } = world.graduate.account;
      const one = walletAddress(world.chain.generation, { owner: address, profile, index: 0 });
      const options = { decryptionKey: world.graduate.decryptionKey, claimFiles: [], dictionaryOf };
      expect((await openRecords(chain, one, options)).opened).toHaveLength(1);
    }
    expect(asked).toHaveLength(1);
    const formerKey = memoryDecryptionKey(fixedBytes("former key", 32));
    const decryptionKeys = [formerKey, world.graduate.decryptionKey];
    expect((await openRecordsWithKeys(chain, wallet, { decryptionKeys, claimFiles: [] })).opened).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  it("do not open where the number is of payloads, or of nothing; the others do", async () => {
    const context = await published();
    const good = await issue(world, { context });
    for (const number of [2, 3, 0xff_ff_ff]) {
      // 2 holds the payload before, 3 the payload of this very record.
      const prepared = await prepareRecord(contextWith({ number, bytes }), awardOf(world));
      await sendRecords(world, [prepared]);
    }
    const { opened, unopened } = await open();
    expect(opened.map(({ credential }) => credential.recordId)).toEqual([good.recordId]);
    expect(unopened.map(({ error }) => error)).toMatchObject([notThere, notThere, notThere]);
  });

  it("do not open with the very same dictionary of another organization", async () => {
    const account = await world.local.fundedWallet("employer");
    const other = await makeOrganization(world.chain, account, "Another University", id("another"));
    const categories = ["higher_education"] as const;
    await world.decide({ act: "admit", authority: "direct", categories, evidence: EVIDENCE }, other);
    await publishKeys(world.chain, account, other, world.random);
    const input = { batch: 1n, category: "higher_education", keyNumber: 1, bytes } as const;
    expect((await publishDictionary(world.chain, account, other, input)).number).toBe(1);
    await sendRecords(world, [await prepareRecord(contextWith({ number: 1, bytes }), awardOf(world))]);
    const { opened, unopened } = await open();
    expect(opened).toEqual([]);
    expect(unopened).toMatchObject([{ issuer: world.university.address, error: notThere }]);
  });

  it("do not open with another dictionary than they were packed with", async () => {
    const { number } = await publish(bytes.with(20, 0x21));
    await sendRecords(world, [await prepareRecord(contextWith({ number, bytes }), awardOf(world))]);
    const { opened, unopened } = await open();
    expect(opened).toEqual([]);
    expect(unopened).toMatchObject([
      { error: { code: "ERR_SEAL_OPEN", details: { layer: expect.stringMatching(/^(pack|hash)$/) } } },
    ]);
  });

  it("do not open after the dictionary's block was reorganised away; so it is not read before it is final", async () => {
    const goBack = await world.local.snapshot();
    const context = await published();
    await goBack();
    const prepared = await prepareRecord(context, awardOf(world));
    await sendRecords(world, [prepared]);
    expect((await open()).unopened).toMatchObject([{ error: notThere }]);

    const { number } = await publish();
    const patient = { ...world.chain.network, confirmations: 3 };
    const chain = connectChain(patient, world.chain.provider);
    const read = () => readDictionary(chain, world.university.address, number);
    await world.local.mine();
    await world.local.mine();
    await expect(read()).rejects.toMatchObject(notThere);
    await world.local.mine();
    expect(await read()).toEqual({ number, bytes });
  });

  it("open again once the node has caught up: only what was there is kept", async () => {
    const context = await published();
    await issue(world, { context });
    let lagging = true;
    const chain = throughNode(world, ({ method }, truth) => (lagging && method === "eth_getCode" ? "0x" : truth()));
    const options = {
      decryptionKey: world.graduate.decryptionKey,
      claimFiles: [],
      dictionaryOf: openDictionaryReader(chain),
    };
    expect((await openRecords(chain, wallet, options)).unopened).toMatchObject([{ error: notThere }]);
    lagging = false;
    expect((await openRecords(chain, wallet, options)).opened).toHaveLength(1);
  });

  it("fail as a whole, with its own code, when the node does", async () => {
    await issue(world, { context: await published() });
    const chain = throughNode(world, ({ method }, truth) =>
      method === "eth_getCode" ? Promise.reject(new Error("down")) : truth(),
    );
    await expect(open(chain)).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    await expect(readDictionary(chain, world.university.address, 1)).rejects.toMatchObject({
      code: "ERR_NODE_UNREACHABLE",
    });
  });
});
