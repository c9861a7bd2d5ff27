import { JsonRpcProvider, toQuantity } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { splitPresentation } from "../../../sdk/disclosure/splitPresentation.ts";
import type { Chain } from "../../../sdk/network/connectChain.ts";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import type { NetworkFile, PinnedContract } from "../../../sdk/network/NetworkFile.ts";
import { openVerifier } from "../../../sdk/verify/openVerifier.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { lyingLens, throughNode } from "../../fixtures/lyingNode.ts";
import {
  answer,
  ask,
  expectInvalid,
  expectNotCheckable,
  expectValid,
  requestOf,
  verifierOf,
  verify,
} from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

const PINNED = ["registry", "organizations", "wallets", "lens", "didRegistry"] as const satisfies PinnedContract[];
const HASH = `0x${"ab".repeat(32)}`;

/** What makes a node doubtful is never held against the credential. */
describe("A node", () => {
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

  /** A node that changes what it tells of blocks. */
  function withBlocks(change: (block: Record<string, string>, which: string) => unknown): Chain {
    return throughNode(world, async ({ method, params }, truth) =>
      method === "eth_getBlockByNumber" ? change((await truth()) as Record<string, string>, params[0]) : truth(),
    );
  }

  it("that serves another chain is not believed (D8)", async () => {
    const chain = withBlocks((block, which) => (which === "0x0" ? { ...block, hash: HASH } : block));
    expectNotCheckable(await ask(world, held, { chain }), "network ERR_NODE_CHAIN");
  });

  it("that has no first block is not believed (D8)", async () => {
    const chain = withBlocks((block, which) => (which === "0x0" ? null : block));
    expectNotCheckable(await ask(world, held, { chain }), "network ERR_NODE_CHAIN");
  });

  it("that gives no newest block, or one that is still being made, is not believed", async () => {
    for (const wrong of [() => null, (block: Record<string, string>) => ({ ...block, hash: null })]) {
      const chain = withBlocks((block, which) => (which === "latest" ? wrong(block) : block));
      expectNotCheckable(await ask(world, held, { chain }), "network ERR_NODE_UNREACHABLE");
    }
  });

  it("whose lens answers from another chain of the same beginning is not believed (D8)", async () => {
    const chain = lyingLens(world, (_, snapshot) => {
      snapshot.chainId = 1n;
    });
    expectNotCheckable(await ask(world, held, { chain }), "network ERR_NODE_CHAIN");
  });

  it.each(PINNED)("that shows other code of the pinned contract %s is not believed (D8, V5)", async (name) => {
    const chain = otherwise(({ codeHashes }) => ({ codeHashes: { ...codeHashes, [name]: HASH } }));
    const verification = await ask(world, held, { chain });
    expectNotCheckable(verification, "network ERR_NODE_CODE");
    expect(verification.checks[1]?.message).toContain(`(${name})`);
  });

  it("that has no code where contracts are pinned is not believed (V5)", async () => {
    const chain = throughNode(world, ({ method }, truth) => (method === "eth_getCode" ? "0x" : truth()));
    expectNotCheckable(await ask(world, held, { chain }), "network ERR_NODE_CODE");
  });

  it("is asked again after it was not believed, and not about its code once it was", async () => {
    let [honest, asked] = [false, 0];
    const chain = throughNode(world, async ({ method }, truth) => {
      if (method !== "eth_getCode") return truth();
      asked++;
      return honest ? truth() : "0x";
    });
    const verifier = await verifierOf(world, chain);
    expectNotCheckable(await ask(world, held, { verifier }), "network ERR_NODE_CODE");
    honest = true;
    expectValid(await ask(world, held, { verifier }));
    const before = asked;
    expectValid(await ask(world, held, { verifier }));
    expect(asked).toBe(before);
  });

  it("whose newest block is older than one it gave before is not believed (D8)", async () => {
    let behind = 0;
    const chain = throughNode(world, async ({ method, params }, truth) => {
      if (method !== "eth_getBlockByNumber" || params[0] !== "latest") return truth();
      const head = await world.local.provider.getBlockNumber();
      return world.local.provider.send(method, [toQuantity(head - behind), false]);
    });
    const verifier = await verifierOf(world, chain);
    expectValid(await ask(world, held, { verifier }));
    behind = 1;
    expectNotCheckable(await ask(world, held, { verifier }), "network ERR_NODE_BEHIND");
    behind = 0;
    expectValid(await ask(world, held, { verifier }));
  });

  it("that overtakes itself between two verifications at the same time is not doubted for it", async () => {
    // The first asks for the newest block and gets its answer only after the second got a newer one.
    let release: () => void = () => expect.unreachable();
    let waiting: Promise<void> | undefined;
    const chain = throughNode(world, async ({ method, params }, truth) => {
      if (method !== "eth_getBlockByNumber" || params[0] !== "latest") return truth();
      const told = await truth();
      const wait = waiting;
      waiting = undefined;
      await wait;
      return told;
    });
    const verifier = await verifierOf(world, chain);
    expectValid(await ask(world, held, { verifier }));
    waiting = new Promise((resolve) => {
      release = resolve;
    });
    const slow = ask(world, held, { verifier });
    await expect.poll(() => waiting === undefined).toBe(true);
    await world.local.mine();
    expectValid(await ask(world, held, { verifier }));
    release();
    expectValid(await slow);
  });

  it("that answers from another block than the one asked for is not believed (D8)", async () => {
    for (const change of ["blockNumber", "time"] as const) {
      const chain = lyingLens(world, (_, snapshot) => {
        snapshot[change] -= 1n;
      });
      expectNotCheckable(await ask(world, held, { chain }), "network ERR_NODE_BLOCK");
    }
  });

  it.each<[string, (method: string) => unknown]>([
    ["fails", () => Promise.reject(new Error("502 Bad Gateway"))],
    ["answers with nothing", () => null],
    ["answers with a page of HTML", () => "<html>"],
    ["answers with an empty object", () => ({})],
  ])("that %s, at any of its methods, is not believed and never makes verifying throw", async (_, tell) => {
    for (const wrong of ["eth_getBlockByNumber", "eth_getCode", "eth_call"]) {
      const chain = throughNode(world, ({ method }, truth) => (method === wrong ? tell(method) : truth()));
      const verification = await ask(world, held, { chain });
      expect(verification.verdict).toBe("notCheckable");
      expect(verification.reason?.id).toBe("network");
      expect(verification.reason?.code).toMatch(/^ERR_NODE_/);
      expect(verification.disclosed).not.toEqual({});
    }
  });

  it("that is not there at all is not believed", async () => {
    const provider = new JsonRpcProvider("http://127.0.0.1:1", world.chain.chainId, { staticNetwork: true });
    const chain = connectChain(world.chain.network, provider);
    expectNotCheckable(await ask(world, held, { chain }), "network ERR_NODE_UNREACHABLE");
    provider.destroy();
  });

  it("that fails leaves what needs no chain to be judged: form and disclosures", async () => {
    const chain = throughNode(world, () => Promise.reject(new Error("down")));
    const request = await requestOf(world);
    const { token, disclosures, keyBinding } = splitPresentation(await answer(world, held, request));
    const twice = [token, ...disclosures, disclosures[0], keyBinding].join("~");
    const verification = await verify(world, twice, { kind: "answer", request }, { chain });
    expectInvalid(verification, "network ERR_NODE_UNREACHABLE", "disclosures ERR_DISCLOSURE_DUPLICATE");
    expect(verification.checks.filter(({ outcome }) => outcome === "skipped")).toHaveLength(12);
  });

  it("is read at its head where blocks are final, and behind it where they are not", async () => {
    const behind = connectChain({ ...world.chain.network, confirmations: 3 }, world.local.provider);
    const head = await world.chain.provider.getBlockNumber();
    expect((await ask(world, held)).block?.number).toBe(head);
    await world.local.mine(2);
    expectInvalid(await ask(world, held, { chain: behind }), "header ERR_RECORD_UNKNOWN");
    await world.local.mine();
    const verification = await ask(world, held, { chain: behind });
    expectValid(verification);
    expect(verification.block).toMatchObject({ number: head });
  });

  it("that has too few blocks is not believed", async () => {
    const deep = connectChain({ ...world.chain.network, confirmations: 1000 }, world.local.provider);
    expectNotCheckable(await ask(world, held, { chain: deep }), "network ERR_NODE_BEHIND");
  });

  it("tells the block in every verification that read one, with its hash and time", async () => {
    const unknownWallet = lyingLens(world, ({ wallet }) => {
      wallet.state = 0n;
    });
    const block = await world.chain.provider.getBlock("latest");
    const expected = { number: block?.number, hash: block?.hash, time: block?.timestamp };
    expect((await ask(world, held)).block).toEqual(expected);
    expect((await ask(world, held, { chain: unknownWallet })).block).toEqual(expected);
  });

  /** The same chain under a network file whose newest generation is a little different. */
  function otherwise(change: (generation: Chain["generation"]) => Partial<Chain["generation"]>): Chain {
    const { network, generation } = world.chain;
    const file: NetworkFile = { ...network, generations: [{ ...generation, ...change(generation) }] };
    return connectChain(file, world.local.provider);
  }

  it("that tells of states there are none is not believed", async () => {
    const wallet = lyingLens(world, (answer) => {
      answer.wallet.state = 9n;
    });
    expectNotCheckable(await ask(world, held, { chain: wallet }), "header ERR_NODE_BLOCK");
    const record = lyingLens(world, (answer) => {
      answer.header.status = 9n;
    });
    expectNotCheckable(await ask(world, held, { chain: record }), "status ERR_NODE_BLOCK");
    const type = lyingLens(world, (answer) => {
      answer.header.recordType = 99n;
    });
    expectInvalid(await ask(world, held, { chain: type }), "header ERR_RECORD_TYPE");
  });

  it("that stands still is not believed by a verifier who says how old a block may be", async () => {
    const time = await world.local.now();
    const request = await requestOf(world);
    const presentation = await answer(world, held, request);
    const verdictAfter = async (seconds: number) => {
      const verifier = openVerifier(world.chain, { now: () => time + seconds, maxBlockAge: 100 });
      return verifier.verify(presentation, { kind: "answer", request });
    };
    expect((await verdictAfter(101)).reason).toMatchObject({ id: "network", code: "ERR_NODE_BEHIND" });
    expect((await verdictAfter(100)).verdict).toBe("valid");
  });
});
