import { describe, expect, it } from "vitest";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import { decodeLensRead } from "../../../sdk/network/lensRead.ts";
import { openNode } from "../../../sdk/network/Node.ts";
import type { ChunkSource } from "../../../sdk/verify/verifyChunk.ts";
import { verifyChunk } from "../../../sdk/verify/verifyChunk.ts";
import type { PresentedVector } from "../../fixtures/attackVectors.ts";
import { readAttackVectors } from "../../fixtures/readAttackVectors.ts";
import { replayNode } from "../../fixtures/replayNode.ts";

const good = [...readAttackVectors().values()]
  .flat()
  .find((vector) => vector.kind === "presentation" && vector.verdict === "valid") as PresentedVector;
const item = { presentation: good.presentation as string, expected: good.expected };

/** One good presentation, verified at its moment by sources that are a little different. */
async function verifyWith(change: Partial<ChunkSource>) {
  const chain = replayNode(good.network, good.node);
  const node = openNode(chain);
  const moment = { block: await node.newestBlock(), now: good.now };
  const source: ChunkSource = {
    callLens: node.callLens,
    issuerKeys: { lookUp: async (_, expected) => expected, remember: () => undefined },
    holderKeys: { signingAddresses: async () => new Set() },
    ...change,
  };
  const place = { chainId: chain.chainId, network: "test", curve: nobleSecp256k1 };
  const [verification] = await verifyChunk([item], moment, [source], place);
  return verification;
}

const keysThatThrow = (error: Error): ChunkSource["issuerKeys"] => ({
  lookUp: () => Promise.reject(error),
  remember: () => undefined,
});

/** The chain is the one of a vector; what goes wrong beside it is made here. */
describe("A part of many presentations", () => {
  it("is verified by what its sources say", async () => {
    expect(await verifyWith({})).toMatchObject({ verdict: "valid" });
  });

  it("cannot be checked where doubt in the node comes up while it is judged", async () => {
    const issuerKeys = keysThatThrow(new CscssError("ERR_NODE_UNREACHABLE", "The node is gone."));
    const verification = await verifyWith({ issuerKeys });
    expect(verification).toMatchObject({
      verdict: "notCheckable",
      reason: { id: "network", code: "ERR_NODE_UNREACHABLE" },
    });
  });

  it("cannot be checked where the lens' answer is none of its own, and keeps what is wrong with it", async () => {
    const verification = await verifyWith({ callLens: async () => "0x1234" });
    expect(verification?.reason).toMatchObject({ id: "network", code: "ERR_NODE_UNREACHABLE" });
    const asked = { block: { number: 1, hash: "0x", time: 1 }, chainId: 1n, count: 1 };
    expect(() => decodeLensRead("0x1234", asked)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ cause: expect.any(Error) }) }),
    );
  });

  it("ends with an error that is no doubt in the node, wherever it comes up", async () => {
    const broken = new CscssError("ERR_WORKER", "The thread broke.");
    await expect(verifyWith({ issuerKeys: keysThatThrow(broken) })).rejects.toBe(broken);
    await expect(verifyWith({ callLens: () => Promise.reject(broken) })).rejects.toBe(broken);
  });
});
