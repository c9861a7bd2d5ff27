import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exportBundle } from "../../../sdk/offline/exportBundle.ts";
import type { Held } from "../../fixtures/issuing.ts";
import { issue } from "../../fixtures/issuing.ts";
import type { Call } from "../../fixtures/lyingNode.ts";
import { throughNode } from "../../fixtures/lyingNode.ts";
import { answer, requestOf } from "../../fixtures/presenting.ts";
import type { World } from "../../fixtures/world.ts";
import { openWorld } from "../../fixtures/world.ts";

describe("exportBundle", () => {
  let world: World;
  let held: Held;
  let goBack: () => Promise<void>;
  beforeAll(async () => {
    world = await openWorld();
    held = await issue(world);
  });
  beforeEach(async () => {
    goBack = await world.local.snapshot();
    await world.local.mine();
  });
  afterAll(() => world.close());

  /** Exports while a node exchanges its newest block for another of the same number and other state, once, before it answers a call. */
  async function exportWhile(isTime: (call: Call) => boolean, options: { readonly proof?: boolean } = {}) {
    const text = await answer(world, held, await requestOf(world));
    let exchanged = false;
    const chain = throughNode(world, async (call, truth) => {
      if (!exchanged && isTime(call)) {
        exchanged = true;
        await goBack();
        await world.local.provider.send("hardhat_setBalance", [`0x${"77".repeat(20)}`, "0x7"]);
        await world.local.increaseTime(600);
      }
      return truth();
    });
    const bundle = await exportBundle(chain, text, options);
    expect(exchanged).toBe(true);
    return bundle;
  }

  it.each([true, false])("notices a block that was exchanged between two reads (with a proof: %s)", async (proof) => {
    const header = exportWhile(({ method, params }) => /ByNumber/.test(method) && /^0x[1-9a-f]/.test(params[0]), {
      proof,
    });
    await expect(header).rejects.toMatchObject({
      code: "ERR_NODE_PROOF",
      message: expect.stringContaining("another block"),
    });
  });

  it("notices a block that was exchanged before its state was proved", async () => {
    const proved = exportWhile(({ method }) => method === "eth_getProof");
    await expect(proved).rejects.toMatchObject({ code: expect.stringMatching(/^ERR_(NODE_)?PROOF$/) });
  });
});
