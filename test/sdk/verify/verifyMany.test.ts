import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSecp256k1 } from "../../../sdk/crypto/openSecp256k1.ts";
import { verificationLensInterface } from "../../../sdk/generated/VerificationLens.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import type { Presented } from "../../../sdk/verify/examine.ts";
import { openVerifier } from "../../../sdk/verify/openVerifier.ts";
import type { VerifyWorkers } from "../../../sdk/verify/openVerifyWorkers.ts";
import { openVerifyWorkers } from "../../../sdk/verify/openVerifyWorkers.ts";
import type { Verification } from "../../../sdk/verify/Verification.ts";
import type { VerifyManyOptions } from "../../../sdk/verify/verifyMany.ts";
import { collect } from "../../fixtures/collect.ts";
import { effort } from "../../fixtures/effort.ts";
import type { Kind } from "../../fixtures/everyKind.ts";
import { presentEveryKind } from "../../fixtures/everyKind.ts";
import fc from "../../fixtures/fastCheck.ts";
import type { Call } from "../../fixtures/lyingNode.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const READ = verificationLensInterface.getFunction("read")?.selector ?? "";

describe("Many presentations", () => {
  let world: World;
  let kinds: Kind[];
  let now: number;
  let alone: Verification[];
  let workers: VerifyWorkers;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    kinds = await presentEveryKind(world);
    now = await world.local.now();
    alone = await oneByOne(kinds);
    workers = openVerifyWorkers({ threads: 2 });
    restore = await world.local.snapshot();
  }, 180_000);
  beforeEach(() => restore());
  afterAll(async () => {
    await workers.close();
    await world.close();
  });

  const verifierOf = (chain: Chain = world.chain) => openVerifier(chain, { now: () => now });

  async function oneByOne(items: readonly Presented[]): Promise<Verification[]> {
    const [verifier, found] = [verifierOf(), [] as Verification[]];
    for (const { presentation, expected } of items) found.push(await verifier.verify(presentation, expected));
    return found;
  }

  async function together(
    items: Iterable<Presented> | AsyncIterable<Presented>,
    options: VerifyManyOptions & { readonly chain?: Chain } = {},
  ): Promise<Verification[]> {
    const { chain, ...many } = options;
    return collect(verifierOf(chain).verifyMany(items, many));
  }

  /** A chain that tells what it was asked, and may answer otherwise. */
  function listening(tell?: (call: Call, truth: () => Promise<unknown>) => unknown) {
    const calls: Call[] = [];
    const chain = throughNode(world, (call, truth) => {
      calls.push(call);
      return tell === undefined ? truth() : tell(call, truth);
    });
    const lensCalls = () => calls.filter(({ method, params }) => method === "eth_call" && isRead(params));
    return { chain, calls, lensCalls };
  }
  const isRead = (params: { data?: string; input?: string }[]): boolean =>
    String(params[0]?.data ?? params[0]?.input).startsWith(READ);

  it("are of every kind: these are their verdicts, each for its own reason", () => {
    const reasons = kinds.map(({ name }, index) => [name, alone[index]?.reason?.code ?? alone[index]?.verdict]);
    expect(new Set(alone.map(({ verdict }) => verdict))).toEqual(new Set(["valid", "invalid"]));
    expect(reasons.filter(([, reason]) => reason === "valid").map(([name]) => name)).toEqual([
      "nothing forged",
      "profile 1",
      "profile 2",
      "profile 3",
      "standing",
    ]);
    expect(new Set(reasons.map(([, reason]) => reason)).size).toBeGreaterThan(22);
  });

  it("come to what each comes to alone, in their order", async () => {
    expect(await together(kinds)).toEqual(alone);
  });

  it("come to the same in worker threads", async () => {
    expect(await together(kinds, { workers, chunkSize: 7 })).toEqual(alone);
  }, 120_000);

  it("come to the same over a faster curve", async () => {
    const verifier = openVerifier(world.chain, { now: () => now, curve: await openSecp256k1() });
    expect(await collect(verifier.verifyMany(kinds))).toEqual(alone);
  });

  it("come to the same in any order, number and repetition, in parts of any size", async () => {
    const some = fc.array(fc.nat({ max: kinds.length - 1 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 1, max: 12 }), fc.boolean(), async (picks, chunkSize, threaded) => {
        const items = picks.map((pick) => kinds[pick] as Kind);
        const found = await together(items, { chunkSize, ...(threaded && { workers }) });
        expect(found).toEqual(await oneByOne(items));
      }),
      { numRuns: effort(12, 1) },
    );
  }, 240_000);

  it("use a nonce once: of two answers to one request the first counts, whatever part it is in", async () => {
    const valid = kinds.find(({ name }) => name === "profile 2") as Kind;
    for (const chunkSize of [1, 3, 50]) {
      const found = await together(
        Array.from({ length: 7 }, () => valid),
        { chunkSize, workers },
      );
      expect(found.map(({ reason, verdict }) => reason?.code ?? verdict)).toEqual([
        "valid",
        ...Array.from({ length: 6 }, () => "ERR_NONCE_USED"),
      ]);
    }
  }, 120_000);

  it("share calls: one of the lens for a part, all at one block, and the issuer's document once a block", async () => {
    for (const many of [{}, { workers }]) {
      const { chain, calls, lensCalls } = listening();
      const items = [...kinds, ...kinds, ...kinds];
      await together(items, { chain, chunkSize: 60, ...many });
      expect(lensCalls()).toHaveLength(Math.ceil(items.length / 60));
      expect(new Set(lensCalls().map(({ params }) => params[1])).size).toBe(1);
      expect(
        calls.filter(({ method, params }) => method === "eth_getBlockByNumber" && params[0] === "latest").length,
      ).toBe(1);
      // Of the organization's own events; holders' are read for strangers who present.
      const organization = world.university.address.slice(2).toLowerCase();
      const logs = calls
        .filter(({ method }) => method === "eth_getLogs")
        .map(({ params }) => JSON.stringify(params))
        .filter((params) => params.toLowerCase().includes(organization));
      const documents = new Set(alone.flatMap(({ checks }) => JSON.stringify(checks[4]?.evidence) ?? []));
      expect(documents.size).toBeGreaterThan(3);
      // Up to four events of the organization lie before a record: two keys, and what later tests of keys add.
      expect(logs.length).toBeLessThanOrEqual(4 * documents.size);
    }
  }, 120_000);

  it("are judged at the block of the beginning, even if the chain goes on meanwhile", async () => {
    const blocks = new Set<number | undefined>();
    for await (const { block } of verifierOf().verifyMany(kinds, { chunkSize: 5 })) {
      if (block !== undefined) blocks.add(block.number);
      if (blocks.size === 1) await world.local.mine();
    }
    expect(blocks.size).toBe(1);
  });

  it("are asked for again in halves where a node refuses a call, down to the one it refuses", async () => {
    const valid = kinds.filter((_, index) => alone[index]?.verdict === "valid");
    const bad = (valid[2] as Kind).presentation;
    const [, wallet] = /"wallet":"0x([0-9a-fA-F]{40})"/.exec(
      Buffer.from(bad.split(".")[1] as string, "base64url").toString(),
    ) as unknown as [string, string];
    const { chain, lensCalls } = listening(({ method, params }, truth) => {
      const data = String(params[0]?.data ?? params[0]?.input);
      if (method === "eth_call" && isRead(params) && data.includes(wallet.toLowerCase())) {
        throw Object.assign(new Error("out of gas"), { code: -32000 });
      }
      return truth();
    });
    const found = await together(valid, { chain });
    const verdicts = found.map(({ verdict, reason }) => reason?.code ?? verdict);
    expect(verdicts.filter((verdict) => verdict === "valid").length).toBe(valid.length - 1);
    expect(verdicts[2]).toBe("ERR_NODE_UNREACHABLE");
    expect(lensCalls().length).toBeLessThan(2 * valid.length);
  });

  it("cannot be checked while the node is away, but for what needs no node, and are again when it is back", async () => {
    let away = true;
    const { chain } = listening((_, truth) => {
      if (away) throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
      return truth();
    });
    const verifier = verifierOf(chain);
    const found = await collect(verifier.verifyMany(kinds));
    const offline = alone.map(({ checks }) => checks[0]?.outcome === "failed" || checks[1]?.code === "ERR_CHAIN");
    found.forEach((verification, index) => {
      if (offline[index]) expect(verification).toEqual(alone[index]);
      else expect(verification.checks[1]).toMatchObject({ outcome: "notCheckable", code: "ERR_NODE_UNREACHABLE" });
    });
    away = false;
    expect(await collect(verifier.verifyMany(kinds))).toEqual(alone);
  });

  it("are not asked for again in halves where the node goes away", async () => {
    const valid = kinds.filter((_, index) => alone[index]?.verdict === "valid");
    for (const many of [{}, { workers }]) {
      const { chain, lensCalls } = listening(({ method }, truth) => {
        if (method === "eth_call") throw Object.assign(new Error("connect"), { code: "ECONNREFUSED" });
        return truth();
      });
      for (const { reason } of await together(valid, { chain, ...many })) {
        expect(reason).toMatchObject({ code: "ERR_NODE_UNREACHABLE", evidence: { away: true } });
      }
      expect(lensCalls()).toHaveLength(1);
    }
  });

  it("cannot be checked by a node that answers less or more than it was asked", async () => {
    const valid = kinds.filter((_, index) => alone[index]?.verdict === "valid");
    for (const change of [(list: unknown[]) => list.slice(1), (list: unknown[]) => [...list, list[0]]]) {
      const { chain } = listening(async ({ method, params }, truth) => {
        if (method !== "eth_call" || !isRead(params)) return truth();
        const told = String(await truth());
        const [snapshot, answers] = verificationLensInterface.decodeFunctionResult("read", told);
        return verificationLensInterface.encodeFunctionResult("read", [snapshot, change([...answers])]);
      });
      for (const { reason } of await together(valid, { chain })) expect(reason?.code).toBe("ERR_NODE_BLOCK");
    }
  });

  it("are taken from the input only as far as they are worked on", async () => {
    let taken = 0;
    async function* endless(): AsyncGenerator<Presented> {
      for (;;) {
        taken++;
        yield kinds[taken % kinds.length] as Kind;
      }
    }
    let done = 0;
    for await (const _ of verifierOf().verifyMany(endless(), { chunkSize: 4 })) {
      done++;
      expect(taken - done).toBeLessThanOrEqual(4 * 3);
      if (done === 40) break;
    }
    expect(taken).toBeLessThanOrEqual(52);
  });

  it("tell how many are done, and end when they are told to", async () => {
    const stop = new AbortController();
    const reason = new Error("enough");
    const heard: number[] = [];
    const onProgress = (count: number): void => {
      heard.push(count);
      if (count === 9) stop.abort(reason);
    };
    await expect(together(kinds, { chunkSize: 4, signal: stop.signal, onProgress })).rejects.toBe(reason);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    await expect(together(kinds, { signal: stop.signal })).rejects.toBe(reason);
  });

  it("end at once when they are told to while the input keeps them waiting", async () => {
    const stop = new AbortController();
    async function* silent(): AsyncGenerator<Presented> {
      await new Promise(() => undefined);
      yield kinds[0] as Kind;
    }
    const verifying = together(silent(), { signal: stop.signal });
    stop.abort();
    await expect(verifying).rejects.toMatchObject({ name: "AbortError" });
  });

  it("throw what their input throws", async () => {
    async function* broken(): AsyncGenerator<Presented> {
      yield kinds[0] as Kind;
      throw new Error("the file ended");
    }
    await expect(together(broken(), { chunkSize: 1 })).rejects.toThrow("the file ended");
  });

  it.each([0, 501, 1.5, Number.NaN])("are not taken in parts of %d", async (chunkSize) => {
    await expect(together(kinds, { chunkSize })).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
  });

  it("fail with a code, and do not hang, when the threads are closed under them", async () => {
    const closing = openVerifyWorkers({ threads: 1 });
    const verifying = together(kinds, { workers: closing, chunkSize: 2, onProgress: () => void closing.close() });
    await expect(verifying).rejects.toMatchObject({ code: "ERR_WORKER" });
    await expect(together(kinds, { workers: closing })).rejects.toMatchObject({ code: "ERR_WORKER" });
  }, 60_000);
});
