import type { AbstractProvider } from "ethers";
import { FallbackProvider } from "ethers";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { connectChain } from "../../../sdk/network/connectChain.ts";
import { openVerifier } from "../../../sdk/verify/openVerifier.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { answer, requestOf } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

/** What a verifier does with what it was opened with. */
describe("A verifier", () => {
  let world: World;
  let held: Held;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
  });
  afterEach(() => void vi.useRealTimers());
  afterAll(() => world.close());

  async function answered() {
    const request = await requestOf(world);
    return { presentation: await answer(world, held, request), expected: { kind: "answer", request } as const };
  }

  it("goes by the machine's clock unless told otherwise, to the second", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const made = (await world.local.now()) * 1000;
    for (const [later, code] of [
      [0, undefined],
      [300_999, undefined],
      [301_000, "ERR_KEY_BINDING_TIME"],
    ] as const) {
      const { presentation, expected } = await answered();
      vi.setSystemTime(made + later);
      const { reason } = await openVerifier(world.chain).verify(presentation, expected);
      expect(reason?.code).toBe(code);
    }
  });

  it("is not opened with a network file that names no generation", () => {
    const chain = { ...world.chain, network: { ...world.chain.network, generations: [] } };
    expect(() => openVerifier(chain)).toThrow(expect.objectContaining({ code: "ERR_NETWORK_FILE" }));
  });

  it("throws what its own clock throws, which says nothing about node or credential", async () => {
    const { presentation, expected } = await answered();
    const now = () => {
      throw new RangeError("no clock");
    };
    const verifier = openVerifier(world.chain, { now, maxBlockAge: 60 });
    await expect(verifier.verify(presentation, expected)).rejects.toThrow("no clock");
    const many = verifier.verifyMany([{ presentation, expected }]);
    await expect(many.next()).rejects.toThrow("no clock");
  });

  it("may read through any provider of ethers", async () => {
    // Of its own, because it is closed with the one around it.
    const inner = throughNode(world, (_, truth) => truth()).provider as AbstractProvider;
    const provider = new FallbackProvider([inner], world.chain.chainId, { cacheTimeout: -1 });
    const { presentation, expected } = await answered();
    const now = await world.local.now();
    const verifier = openVerifier(connectChain(world.chain.network, provider), { now: () => now });
    expect(await verifier.verify(presentation, expected)).toMatchObject({ verdict: "valid" });
    await provider.destroy();
  });

  it("asks about the newest generation first, and about older ones only where that does not know the wallet", async () => {
    let asked = 0;
    const { network } = world.chain;
    const node = throughNode(world, ({ method, params }, truth) => {
      if (method === "eth_call" && params[0].to === world.chain.generation.lens) asked++;
      return truth();
    });
    const { generation } = world.chain;
    const twice = { ...node, network: { ...network, generations: [generation, generation] } };
    const { presentation, expected } = await answered();
    const now = await world.local.now();
    const { verdict } = await openVerifier(twice, { now: () => now }).verify(presentation, expected);
    expect({ verdict, asked }).toEqual({ verdict: "valid", asked: 1 });
  });
});
