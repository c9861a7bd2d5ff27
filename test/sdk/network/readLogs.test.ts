import type { Filter, Log } from "ethers";
import { makeError } from "ethers";
import { describe, expect, it } from "vitest";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import type { LogMemory } from "../../../sdk/network/LogMemory.ts";
import { memoryLogs } from "../../../sdk/network/LogMemory.ts";
import { openLogRange } from "../../../sdk/network/LogRange.ts";
import { logsNewestFirst, readLogs } from "../../../sdk/network/readLogs.ts";

const ADDRESS = `0x${"a1".repeat(20)}`;
const TOPIC = `0x${"b2".repeat(32)}`;

interface Bounds {
  /** The newest block. */
  readonly head: number;
  /** Blocks with one log each. */
  readonly at: readonly number[];
  /** What the node says to a range of so many blocks, with so many logs in it; undefined for yes. */
  readonly refuses?: (blocks: number, found: number) => unknown;
  readonly confirmations?: number;
  readonly memory?: LogMemory;
}

/** JSON-RPC's way to say no, as ethers hands it on. */
function refusal(code: number, message: string): Error {
  return makeError("could not coalesce error", "UNKNOWN_ERROR", { error: { code, message } });
}

/** A node with bounds, and what it was asked. */
function boundedNode({ head, at, refuses, confirmations = 0, memory = memoryLogs() }: Bounds) {
  const state = { head, fork: "00", asked: [] as [from: number, to: number][] };
  const provider = {
    getBlockNumber: async () => state.head,
    getBlock: async (number: number) => ({ hash: `0x${state.fork}${number.toString(16).padStart(62, "0")}` }),
    async getLogs(filter: Filter): Promise<Log[]> {
      const [from, to] = [Number(filter.fromBlock), Number(filter.toBlock)];
      state.asked.push([from, to]);
      const found = at.filter((block) => block >= from && block <= to).map(logAt);
      const no = refuses?.(to - from + 1, found.length);
      if (no !== undefined) throw no;
      return found;
    },
  };
  const chain = {
    provider,
    network: { confirmations },
    generation: { fromBlock: 0 },
    logRange: openLogRange(provider as unknown as Chain["provider"]),
    logs: memory,
  } as unknown as Chain;
  return { chain, state };
}

function logAt(blockNumber: number): Log {
  return { address: ADDRESS, topics: [TOPIC], data: "0x", blockNumber, index: 0, removed: false } as unknown as Log;
}

const FILTER = { address: ADDRESS, topics: [TOPIC] };
const blocksOf = (logs: readonly Log[]): number[] => logs.map(({ blockNumber }) => blockNumber);

describe("readLogs", () => {
  it.each([
    ["as many as anybody", undefined],
    [
      "5,000 blocks, as Besu",
      (blocks: number) => (blocks > 5000 ? refusal(-32005, "range exceeds maximum") : undefined),
    ],
    ["50 blocks", (blocks: number) => (blocks > 50 ? refusal(-32602, "block range too large") : undefined)],
    ["3 results", (_: number, found: number) => (found > 3 ? refusal(-32005, "too many results") : undefined)],
    ["7 blocks, by HTTP", (blocks: number) => (blocks > 7 ? httpError("413 Payload Too Large") : undefined)],
    ["60 blocks in its time", (blocks: number) => (blocks > 60 ? timeout() : undefined)],
  ])("finds every log once on a node that lets go %s", async (_, refuses) => {
    const at = [0, 1, 499, 500, 501, 502, 503, 504, 2999, 3000, 3001, 6999];
    const { chain, state } = boundedNode({ head: 7000, at, ...(refuses && { refuses }) });
    expect(blocksOf(await readLogs(chain, FILTER))).toEqual(at);
    expect(Math.max(...state.asked.map(([from, to]) => to - from + 1))).toBeLessThanOrEqual(1000);
  });

  it("remembers what the node lets go, instead of running into its bound at every step", async () => {
    const { chain, state } = boundedNode({
      head: 9999,
      at: [],
      refuses: (blocks) => (blocks > 100 ? refusal(-32005, "range") : undefined),
    });
    await readLogs(chain, FILTER);
    const refused = state.asked.filter(([from, to]) => to - from + 1 > 100).length;
    expect(state.asked.length).toBeLessThan(200);
    expect(refused).toBeLessThan(12);
  });

  it("asks for wider ranges again after a place that is too dense", async () => {
    const dense = Array.from({ length: 64 }, (_, index) => 9000 + index);
    const { chain, state } = boundedNode({
      head: 40_000,
      at: dense,
      refuses: (_, found) => (found > 2 ? refusal(-32005, "too many results") : undefined),
    });
    await readLogs(chain, FILTER, { fromBlock: 8000, toBlock: 9100 });
    await readLogs(chain, FILTER, { fromBlock: 10_000 });
    const widest = Math.max(...state.asked.slice(-20).map(([from, to]) => to - from + 1));
    expect(widest).toBeGreaterThan(100);
  });

  it("says in the node's own words that it refuses even one block", async () => {
    const { chain } = boundedNode({ head: 10, at: [], refuses: () => refusal(-32000, "logs are pruned here") });
    await expect(readLogs(chain, FILTER)).rejects.toMatchObject({
      code: "ERR_NODE_LOGS",
      message: expect.stringContaining("logs are pruned here"),
    });
  });

  it("does not ask a node that is away for less", async () => {
    const { chain, state } = boundedNode({
      head: 5000,
      at: [],
      refuses: () => Object.assign(new Error("connect"), { code: "ECONNREFUSED" }),
    });
    await expect(readLogs(chain, FILTER)).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    expect(state.asked).toHaveLength(1);
  });

  it.each<[string, Partial<Log>]>([
    ["of other blocks", { blockNumber: 1 }],
    ["of another contract", { address: `0x${"c3".repeat(20)}` }],
    ["of another topic", { topics: [`0x${"d4".repeat(32)}`] }],
    ["that were taken back", { removed: true }],
  ])("believes no logs %s", async (_, change) => {
    const { chain } = boundedNode({ head: 2000, at: [] });
    Object.assign(chain.provider, { getLogs: async () => [{ ...logAt(1500), ...change }] });
    await expect(readLogs(chain, FILTER, { fromBlock: 1200 })).rejects.toMatchObject({ code: "ERR_NODE_LOGS" });
  });

  it("pays for a chain's age once: the next reading asks for newer blocks only", async () => {
    const { chain, state } = boundedNode({ head: 20_000, at: [5, 19_999] });
    expect(blocksOf(await readLogs(chain, FILTER))).toEqual([5, 19_999]);
    state.asked.length = 0;
    state.head = 20_003;
    expect(blocksOf(await readLogs(chain, FILTER))).toEqual([5, 19_999]);
    expect(state.asked).toEqual([[20_001, 20_003]]);
  });

  it("keeps nothing that the chain may still replace, and nothing of a chain that was replaced", async () => {
    const { chain, state } = boundedNode({ head: 100, at: [50, 98], confirmations: 6 });
    await readLogs(chain, FILTER);
    state.asked.length = 0;
    await readLogs(chain, FILTER);
    expect(state.asked).toEqual([[95, 100]]);
    state.asked.length = 0;
    state.fork = "ff";
    await readLogs(chain, FILTER);
    expect(state.asked).toEqual([
      [95, 100],
      [0, 94],
    ]);
  });

  it("goes on where a reading was stopped", async () => {
    const memory = memoryLogs();
    const { chain } = boundedNode({ head: 5999, at: [5500, 10], memory });
    for await (const step of logsNewestFirst(chain, FILTER)) if (step.length > 0) break;
    const later = boundedNode({ head: 5999, at: [5500, 10], memory });
    expect(blocksOf(await readLogs(later.chain, FILTER))).toEqual([10, 5500]);
    expect(later.state.asked[0]).toEqual([4000, 4999]);
  });

  it("is asked for the newest blocks first, and tells how far it is", async () => {
    const { chain, state } = boundedNode({ head: 2999, at: [] });
    const heard: string[] = [];
    await readLogs(chain, FILTER, { onProgress: (done, total) => heard.push(`${done}/${total}`) });
    expect(state.asked.map(([, to]) => to)).toEqual([2999, 1999, 999]);
    expect(heard).toEqual(["1000/3000", "2000/3000", "3000/3000"]);
  });
});

function timeout(): Error {
  return makeError("request timeout", "TIMEOUT", { operation: "request", reason: "timeout" });
}

function httpError(responseStatus: string): Error {
  return makeError("server response", "SERVER_ERROR", { request: {} as never, info: { responseStatus } });
}
