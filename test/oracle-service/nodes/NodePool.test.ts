import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openIndexer } from "../../../oracle-service/indexer/Indexer.ts";
import { nodePool } from "../../../oracle-service/nodes/NodePool.ts";
import { poolProvider } from "../../../oracle-service/nodes/poolProvider.ts";
import type { RpcNode } from "../../../oracle-service/nodes/RpcNode.ts";
import { RpcRefusal } from "../../../oracle-service/nodes/RpcNode.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";
import { dumpIndex } from "../support/dumpIndex.ts";
import type { TestStores } from "../support/testStores.ts";
import { testStores } from "../support/testStores.ts";
import type { Tell } from "../support/worldNode.ts";
import { worldNode } from "../support/worldNode.ts";

let world: World;
let stores: TestStores;
let truth: Awaited<ReturnType<typeof dumpIndex>>;

beforeAll(async () => {
  world = await openWorld();
  stores = await testStores("sqlite");
  const store = await stores.open();
  await openIndexer(store, poolOf([undefined])).catchUp();
  truth = await dumpIndex(store);
}, 120_000);

afterAll(async () => {
  await stores.close();
  await world.close();
});

/** A pool of nodes on the world's chain, of which each may tell something else. */
function poolOf(tells: readonly (Tell | undefined)[], clock = () => 0) {
  const nodes = tells.map((tell, index): RpcNode => worldNode(world.local, `node ${index + 1}`, tell));
  return nodePool(world.chain.network, nodes, { clock });
}

const problemsOf = (pool: ReturnType<typeof poolOf>) => pool.states().map(({ problem }) => problem?.code);

const hides: Tell = async (method, _params, ask) => (method === "eth_getLogs" ? [] : ask());
const invents: Tell = async (method, _params, ask) => {
  const told = (await ask()) as { data: string }[];
  return method === "eth_getLogs" ? told.map((log) => ({ ...log, data: `${log.data.slice(0, -2)}07` })) : told;
};
const lags =
  (blocks: number): Tell =>
  async (method, _params, ask) =>
    method === "eth_blockNumber" ? `0x${(Number(await ask()) - blocks).toString(16)}` : ask();
const silent: Tell = () => {
  throw new Error("connect ECONNREFUSED http://user:secret@node");
};
const otherChain: Tell = async (method, _params, ask) => (method === "eth_chainId" ? "0x1" : ask());
const otherGenesis: Tell = async (method, params, ask) =>
  method === "eth_getBlockByNumber" && params[0] === "0x0" ? { hash: `0x${"12".repeat(32)}` } : ask();
const otherCode: Tell = async (method, _params, ask) => (method === "eth_getCode" ? "0x6000" : ask());

describe("of several nodes", () => {
  it.each([
    ["hides events", hides, "ERR_NODE_BLOCK"],
    ["invents events", invents, "ERR_NODE_BLOCK"],
    ["lags", lags(20), "ERR_NODE_BEHIND"],
    ["is silent", silent, "ERR_NODE_UNREACHABLE"],
    ["is of another chain", otherChain, "ERR_NODE_CHAIN"],
    ["has another first block", otherGenesis, "ERR_NODE_CHAIN"],
    ["shows other code", otherCode, "ERR_NODE_CODE"],
  ])("one that %s is named and not believed", async (_what, tell, code) => {
    for (const place of [0, 1, 2]) {
      const tells = [undefined, undefined, undefined].map((_, index) => (index === place ? tell : undefined));
      const pool = poolOf(tells);
      const store = await stores.open();
      await openIndexer(store, pool, { range: 20, window: 5 }).catchUp();
      expect(await dumpIndex(store)).toEqual(truth);
      expect(problemsOf(pool)).toEqual([0, 1, 2].map((index) => (index === place ? code : undefined)));
      expect(JSON.stringify(pool.states())).not.toContain("secret");
    }
  });

  it("none is believed where they disagree and no side is the larger", async () => {
    const store = await stores.open();
    const indexer = openIndexer(store, poolOf([undefined, hides]), { range: 1_000, window: 1 });
    await expect(indexer.catchUp()).rejects.toMatchObject({ code: "ERR_NODE_BLOCK", message: /node 1, node 2/ });
    expect((await dumpIndex(store)).organizations).toEqual([]);
  });

  it("one alone is not enough where more were named, be the others silent or false", async () => {
    for (const tells of [
      [undefined, silent],
      [undefined, silent, otherChain],
    ]) {
      const store = await stores.open();
      const indexer = openIndexer(store, poolOf(tells));
      await expect(indexer.step()).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    }
  });

  it("one that is back is believed again, after a pause that grows", async () => {
    let [down, time, asked] = [true, 0, 0];
    const flaky: Tell = (method, params, ask) => {
      asked++;
      return down ? silent(method, params, ask) : ask();
    };
    const pool = poolOf([undefined, undefined, flaky], () => time);
    const counts: number[] = [];
    for (time = 0; time < 60_000; time += 250) {
      const before = asked;
      await pool.head();
      if (asked > before) counts.push(time);
    }
    expect(counts).toEqual([0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]);
    expect(problemsOf(pool)[2]).toBe("ERR_NODE_UNREACHABLE");
    down = false;
    time += 30_000;
    await pool.head();
    expect(problemsOf(pool)).toEqual([undefined, undefined, undefined]);
  });

  it("one that was away is looked at anew: another may answer at its address", async () => {
    let [state, time]: ["good" | "away" | "another", number] = ["good", 0];
    const swapped: Tell = (method, params, ask) =>
      state === "away" ? silent(method, params, ask) : state === "another" ? otherChain(method, params, ask) : ask();
    const pool = poolOf([undefined, undefined, swapped], () => time);
    await pool.head();
    expect(problemsOf(pool)).toEqual([undefined, undefined, undefined]);
    state = "away";
    await pool.head();
    state = "another";
    time += 60_000;
    await pool.head();
    expect(problemsOf(pool)[2]).toBe("ERR_NODE_CHAIN");
  });

  it("the newest block is what most of them have, whatever one claims", async () => {
    const ahead: Tell = async (method, _params, ask) => (method === "eth_blockNumber" ? "0xffffffff" : ask());
    const real = await world.chain.provider.getBlockNumber();
    expect(await poolOf([ahead, undefined, undefined]).head()).toBe(real);
  });

  it("questions go to the next where one does not answer, and a refusal is an answer", async () => {
    const pool = poolOf([silent, otherChain, undefined]);
    const provider = poolProvider(pool);
    expect(await provider.getBlockNumber()).toBe(await world.chain.provider.getBlockNumber());
    let asked = 0;
    const refuses: Tell = (method, _params, ask) => {
      if (method !== "eth_call") return ask();
      asked++;
      throw new RpcRefusal(3, "execution reverted", "0x");
    };
    const refusing = poolProvider(poolOf([refuses, refuses]));
    await expect(refusing.call({ to: world.chain.generation.registry })).rejects.toMatchObject({
      code: "CALL_EXCEPTION",
    });
    expect(asked).toBe(1);
  });
});
