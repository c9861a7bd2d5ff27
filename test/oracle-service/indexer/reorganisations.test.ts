import { hexlify } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openIndexer } from "../../../oracle-service/indexer/Indexer.ts";
import { nodePool } from "../../../oracle-service/nodes/NodePool.ts";
import type { Store } from "../../../oracle-service/store/openStore.ts";
import { openStore } from "../../../oracle-service/store/openStore.ts";
import { changeStatus } from "../../../sdk/issuing/changeStatus.ts";
import { prepareRecord } from "../../../sdk/issuing/prepareRecord.ts";
import { createOrganization } from "../../../sdk/organization/createOrganization.ts";
import { awardOf, sendRecords } from "../../fixtures/issuing.ts";
import { fixedRandom } from "../../fixtures/makeCredential.ts";
import type { World } from "../../fixtures/world.ts";
import { EVIDENCE, giveWallet, openWorld } from "../../fixtures/world.ts";
import { dumpIndex } from "../support/dumpIndex.ts";
import { worldNode } from "../support/worldNode.ts";

/** `npm run reorg:index` runs 200. */
const SCRIPTS = Number(process.env.CSCSS_REORG_SCRIPTS ?? 10);
const STEPS = 24;

let world: World;
let begin: () => Promise<void>;

beforeAll(async () => {
  world = await openWorld();
  begin = await world.local.snapshot();
}, 120_000);

afterAll(() => world.close());

/** What can happen on the chain, each in a block of its own. */
const ACTS: readonly ((pick: (below: number) => number) => Promise<unknown>)[] = [
  (pick) => world.local.mine(1 + pick(1)),
  async (pick) => {
    const salt = hexlify(world.random(32));
    await createOrganization(world.chain, world.mallory.account, {
      name: `Ente ${pick(1_000)}`,
      country: "IT",
      metadataHash: EVIDENCE,
      salt,
    });
  },
  (pick) => giveWallet(world, world.graduate, pick(2) === 0 ? 1 : 2, 1 + pick(1_000_000)),
  async () => {
    const prepared = await prepareRecord(world.university.context, awardOf(world));
    const { refused } = await sendRecords(world, [prepared]);
    const { recordId } = prepared.claimFile;
    if (refused.size > 0) return;
    const wallet = { owner: world.graduate.account.address, profile: 2, index: 0 } as const;
    const change = { act: "revoke", wallet, recordId, reason: "unspecified" } as const;
    await changeStatus(world.university.account, world.university.address, change);
  },
  (pick) => world.local.increaseTime(1 + pick(200_000)),
];

/** One story: things happen, the chain goes back to an earlier point, the index follows some steps of it, or none. */
async function tell(seed: number, store: Store): Promise<number> {
  const bytes = fixedRandom(`reorganisations ${seed}`);
  const pick = (below: number): number => (bytes(4).reduce((sum, byte) => sum * 256 + byte, 0) >>> 0) % below;
  const { provider } = world.local;
  const points: string[] = [];
  let gone = 0;
  for (let step = 0; step < STEPS; step++) {
    const what = pick(10);
    if (what < 5) await ACTS[pick(ACTS.length)]?.(pick);
    else if (what < 6) points.push(await provider.send("evm_snapshot", []));
    else if (what < 8 && points.length > 0) {
      // Going back to a point forgets those behind it.
      const [point] = points.splice(pick(points.length));
      await provider.send("evm_revert", [point]);
      gone++;
    } else {
      // Whoever goes on with it knows nothing but the store.
      const options = { range: 1 + pick(9), window: pick(6) };
      const indexer = openIndexer(store, nodePool(world.chain.network, [worldNode(world.local)]), options);
      for (let steps = pick(30); steps > 0 && (await indexer.step()); steps--);
    }
  }
  return gone;
}

/** A chain that became shorter is taken for one that lags, until it is as long again. */
async function outgrow(store: Store): Promise<void> {
  const { block = 0 } = (await store.selectFrom("checkpoint").select("block").executeTakeFirst()) ?? {};
  while ((await world.chain.provider.getBlockNumber()) <= block) await world.local.mine();
}

describe("random reorganisations", () => {
  it(`end in the same database as a fresh index, ${SCRIPTS} times`, { timeout: SCRIPTS * 20_000 }, async () => {
    let gone = 0;
    for (let seed = 0; seed < SCRIPTS; seed++) {
      await begin();
      const [followed, fresh] = await Promise.all([memory(), memory()]);
      gone += await tell(seed, followed);
      await outgrow(followed);
      for (const store of [followed, fresh]) {
        await openIndexer(store, nodePool(world.chain.network, [worldNode(world.local)])).catchUp();
      }
      expect(await dumpIndex(followed), `script ${seed}`).toEqual(await dumpIndex(fresh));
      const days = followed
        .selectFrom("daily")
        .select(["organization", "kind", ({ fn }) => fn.sum("count").as("count")]);
      const summed = await days.groupBy(["organization", "kind"]).orderBy("organization").orderBy("kind").execute();
      expect((await dumpIndex(followed)).totals).toEqual(
        summed.map(({ count, ...of }) => ({ count: Number(count), ...of })),
      );
      await Promise.all([followed.destroy(), fresh.destroy()]);
    }
    expect(gone).toBeGreaterThanOrEqual(SCRIPTS);
  });
});

const memory = () => openStore({ kind: "sqlite", file: ":memory:" });
