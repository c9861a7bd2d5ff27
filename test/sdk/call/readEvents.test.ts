import { Log, ZeroAddress, ZeroHash } from "ethers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readEvents } from "../../../sdk/call/readEvents.ts";
import { deployEthereumDIDRegistry } from "../../../sdk/generated/bytecode/EthereumDIDRegistry.ts";
import { connectEthereumDIDRegistry } from "../../../sdk/generated/EthereumDIDRegistry.ts";
import type { TestChain } from "../../fixtures/chain.ts";
import { openChain } from "../../fixtures/chain.ts";

describe("readEvents", () => {
  let chain: TestChain;
  beforeAll(async () => {
    chain = await openChain("default");
  });
  afterAll(() => chain.close());

  it("picks a contract's own events of one name, as plain objects", async () => {
    const graduate = await chain.fundedWallet("graduate");
    const relayer = await chain.fundedWallet("relayer");
    const registry = await deployEthereumDIDRegistry(graduate);
    const sent = await registry.changeOwner(graduate, relayer);
    const logs = (await sent.wait())?.logs ?? [];

    const events = readEvents(registry, "DIDOwnerChanged", logs);
    expect(events.map(({ args }) => args)).toStrictEqual([
      { identity: graduate.address, owner: relayer.address, previousChange: 0n },
    ]);
    expect(events[0]?.log.transactionHash).toBe(sent.hash);
    expect(readEvents(registry, "DIDAttributeChanged", logs)).toEqual([]);

    const stranger = connectEthereumDIDRegistry(relayer.address, chain.provider);
    expect(readEvents(stranger, "DIDOwnerChanged", logs)).toEqual([]);
  });

  it("passes over logs of unknown events", async () => {
    const place = { blockHash: ZeroHash, blockNumber: 1, transactionHash: ZeroHash, transactionIndex: 0, index: 0 };
    const strange = { ...place, address: ZeroAddress, topics: [ZeroHash], data: "0x", removed: false };
    const contract = connectEthereumDIDRegistry(ZeroAddress, chain.provider);
    expect(readEvents(contract, "DIDOwnerChanged", [new Log(strange, chain.provider)])).toEqual([]);
  });
});
