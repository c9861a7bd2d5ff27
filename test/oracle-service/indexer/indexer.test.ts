import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CheckpointMoved } from "../../../oracle-service/indexer/checkpoint.ts";
import type { IndexerOptions } from "../../../oracle-service/indexer/Indexer.ts";
import { openIndexer } from "../../../oracle-service/indexer/Indexer.ts";
import { nodePool } from "../../../oracle-service/nodes/NodePool.ts";
import { RpcRefusal } from "../../../oracle-service/nodes/RpcNode.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { amend, issue } from "../../fixtures/issuing.ts";
import type { World } from "../../fixtures/world.ts";
import { DAY, EVIDENCE, makeOrganization, openWorld } from "../../fixtures/world.ts";
import { dumpIndex } from "../support/dumpIndex.ts";
import type { TestStores } from "../support/testStores.ts";
import { STORE_KINDS, testStores } from "../support/testStores.ts";
import type { Tell } from "../support/worldNode.ts";
import { worldNode } from "../support/worldNode.ts";

const FAR = { range: 7, window: 4 } as const satisfies IndexerOptions;

let world: World;

beforeAll(async () => {
  world = await openWorld();
  const held = await issue(world);
  await amend(world, held);
  const { recordId, award } = held;
  const change = { act: "suspend", wallet: award.wallet, recordId, reason: "under_review" } as const;
  await changeStatus(world.university.account, world.university.address, change);
  await makeOrganization(world.chain, world.mallory.account, "Accademia di Prova");
  await world.decide({ act: "suspend", evidence: EVIDENCE });
  await mine(20);
}, 120_000);

afterAll(() => world.close());

/** One by one: blocks that Hardhat mines at once do not follow from each other. */
async function mine(blocks: number): Promise<void> {
  for (let mined = 0; mined < blocks; mined++) await world.local.mine();
}

function indexerOn(store: Store, options?: IndexerOptions, tell?: Tell) {
  // Whenever it looks at the clock, every pause is over.
  let time = 0;
  const clock = () => (time += 100_000);
  return openIndexer(
    store,
    nodePool(world.chain.network, [worldNode(world.local, "node 1", tell)], { clock }),
    options,
  );
}

describe.each(STORE_KINDS)("the index on %s", (kind) => {
  let stores: TestStores;
  let whole: Awaited<ReturnType<typeof dumpIndex>>;

  beforeAll(async () => {
    stores = await testStores(kind);
    const store = await stores.open();
    await indexerOn(store).catchUp();
    whole = await dumpIndex(store);
  });

  afterAll(() => stores.close());

  it("holds what happened, as the chain has it", async () => {
    const { registry, provider } = world.chain;
    const { address } = world.university;
    const history = await registry.historyOf(address, 0, 10);
    const intervals = whole.intervals?.filter((row) => (row as { organization: string }).organization === address);
    expect(intervals).toEqual(
      history.page.map(({ status, authority, categories, reason, from, until, evidence }) =>
        expect.objectContaining({
          status: Number(status),
          authority: Number(authority),
          categories: Number(categories),
          reason: Number(reason),
          start: Number(from),
          until: Number(until),
          evidence,
        }),
      ),
    );
    expect(whole.organizations).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ address, name: "Università di Esempio", country: "IT" })]),
    );
    expect(whole.registrations).toHaveLength(2);
    expect(whole.wallets).toHaveLength(4);
    expect(whole.keys).toHaveLength(2);
    expect(whole.records).toMatchObject([{ kind: "issued" }, { kind: "amended" }, { kind: "suspended" }]);
    const latest = await provider.getBlock("latest");
    expect(whole.checkpoint).toMatchObject([{ block: latest?.number, hash: latest?.hash, time: latest?.timestamp }]);
    const sum = (wanted: string) =>
      (whole.daily as { kind: string; organization: string; count: number }[])
        .filter(({ kind: found, organization }) => found === wanted && organization === "")
        .reduce((total, { count }) => total + count, 0);
    expect([sum("wallets"), sum("organizations"), sum("issued"), sum("amended"), sum("suspended")]).toEqual([
      4, 2, 1, 1, 1,
    ]);
  });

  it("is the same whatever the steps, and whoever goes on with it", async () => {
    for (const options of [FAR, { range: 1, window: 0 }, { range: 100, window: 1 }]) {
      const store = await stores.open();
      while (await indexerOn(store, options).step());
      expect(await dumpIndex(store)).toEqual(whole);
    }
  });

  it("is the same where a node refuses what is too large", async () => {
    const store = await stores.open();
    let refusals = 0;
    const indexer = indexerOn(store, { range: 1_000, window: 2 }, (method, [filter], truth) => {
      const { fromBlock, toBlock } = (filter ?? {}) as { fromBlock?: string; toBlock?: string };
      if (method !== "eth_getLogs" || Number(toBlock) - Number(fromBlock) < 5) return truth();
      if (fromBlock === undefined) return truth();
      refusals++;
      throw new RpcRefusal(-32_005, "query returned more than 10 results");
    });
    await indexer.catchUp();
    expect(refusals).toBeGreaterThan(2);
    expect(await dumpIndex(store)).toEqual(whole);
  });

  it("is not touched by a step that fails anywhere", async () => {
    const store = await stores.open();
    let calls = 0;
    let failing = Number.POSITIVE_INFINITY;
    const indexer = indexerOn(store, FAR, (_method, _params, truth) => {
      if (++calls % failing === 0) throw new RpcRefusal(-32_603, "internal");
      return truth();
    });
    await indexer.step();
    for (failing = 2; failing < 40; failing++) {
      const before = await dumpIndex(store);
      const worked = await indexer.step().then(
        () => true,
        () => false,
      );
      if (!worked) expect(await dumpIndex(store)).toEqual(before);
    }
    await indexerOn(store).catchUp();
    expect(await dumpIndex(store)).toEqual(whole);
  });

  it("is the same if two work on it at once", async () => {
    const store = await stores.open();
    const run = async () => {
      const indexer = indexerOn(store, FAR);
      for (;;) {
        try {
          if (!(await indexer.step())) return;
        } catch (error) {
          if (!(error instanceof CheckpointMoved)) throw error;
        }
      }
    };
    await Promise.all([run(), run(), run()]);
    expect(await dumpIndex(store)).toEqual(whole);
  });

  it("passes over what other contracts emit", async () => {
    const store = await stores.open();
    const stranger = `0x${"5a".repeat(20)}`;
    const indexer = indexerOn(store, FAR, async (method, _params, truth) => {
      const told = (await truth()) as { address: string; logIndex: string }[];
      if (method !== "eth_getLogs") return told;
      return told.flatMap((log) => [log, { ...log, address: stranger, logIndex: "0xfff" }]);
    });
    await indexer.catchUp();
    expect(await dumpIndex(store)).toEqual(whole);
  });

  it("knows nothing of holders: no owner, no key, no record of a wallet", async () => {
    const text = JSON.stringify(whole).toLowerCase();
    for (const { account } of [world.graduate, world.mallory]) {
      expect(text).not.toContain(account.address.slice(2).toLowerCase());
      expect(text).not.toContain(account.signingKey.publicKey.slice(4, 68));
    }
    const [wallet] = whole.wallets as Record<string, unknown>[];
    expect(Object.keys(wallet ?? {})).toEqual(["address", "block", "position", "profile"]);
    const [record] = whole.records as Record<string, unknown>[];
    expect(Object.keys(record ?? {})).toEqual(["block", "kind", "organization", "position"]);
  });

  it("refuses a store that is the index of another network", async () => {
    const store = await stores.open();
    await indexerOn(store).step();
    const genesisHash = `0x${"12".repeat(32)}`;
    const other = nodePool({ ...world.chain.network, genesisHash }, [worldNode(world.local)]);
    await expect(openIndexer(store, other).step()).rejects.toThrow("another network");
  });
});

describe("a reorganisation", () => {
  let stores: TestStores;

  beforeAll(async () => {
    stores = await testStores("sqlite");
  });

  afterAll(() => stores.close());

  it.each([
    ["within the newest blocks", { range: 7, window: 50 }],
    ["deeper than any header that is kept", { range: 7, window: 2 }],
  ])("%s is undone, and the index is as if the old blocks had never been", async (_name, options) => {
    const back = await world.local.snapshot();
    const store = await stores.open();
    await makeOrganization(world.chain, world.graduate.account, "Istituto Sparito");
    await mine(12);
    await indexerOn(store, options).catchUp();
    expect(JSON.stringify(await dumpIndex(store))).toContain("Istituto Sparito");
    await back();
    await world.local.increaseTime(DAY);
    await makeOrganization(world.chain, world.graduate.account, "Istituto Nuovo");
    await mine(15);
    await indexerOn(store, options).catchUp();
    const fresh = await stores.open();
    await indexerOn(fresh).catchUp();
    expect(await dumpIndex(store)).toEqual(await dumpIndex(fresh));
    expect(JSON.stringify(await dumpIndex(store))).not.toContain("Istituto Sparito");
    await back();
  });

  it("is not suspected where nodes are merely behind", async () => {
    const store = await stores.open();
    await indexerOn(store).catchUp();
    const before = await dumpIndex(store);
    const behind = indexerOn(store, {}, async (method, _params, truth) =>
      method === "eth_blockNumber" ? `0x${(Number(await truth()) - 30).toString(16)}` : truth(),
    );
    expect(await behind.step()).toBe(false);
    expect(await dumpIndex(store)).toEqual(before);
  });
});
