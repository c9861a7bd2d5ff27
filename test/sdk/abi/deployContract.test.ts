import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployEthereumDIDRegistry } from "../../../sdk/generated/bytecode/EthereumDIDRegistry.ts";
import type { TestChain } from "../../fixtures/chain.ts";
import { openChain } from "../../fixtures/chain.ts";

describe("deployContract", () => {
  let chain: TestChain;
  beforeAll(async () => {
    chain = await openChain("default");
  });
  afterAll(() => chain.close());

  it("gives a contract that is mined and can be called at once", async () => {
    const governor = await chain.fundedWallet("governor");
    const registry = await deployEthereumDIDRegistry(governor);
    expect(await chain.provider.getCode(registry.target)).not.toBe("0x");
    expect(await registry.identityOwner(governor)).toBe(governor.address);
  });
});
