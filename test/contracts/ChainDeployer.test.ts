import { encodeBytes32String } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { LocalChain } from "../../scripts/dev/chain/LocalChain.ts";
import { openLocalChain } from "../../scripts/dev/chain/openLocalChain.ts";
import { readEvents } from "../../sdk/call/readEvents.ts";
import { deployChainDeployer } from "../../sdk/generated/bytecode/ChainDeployer.ts";
import type { ChainDeployer } from "../../sdk/generated/ChainDeployer.ts";
import { NETWORKS } from "../fixtures/chain.ts";
import { mined } from "./support/openSystem.ts";
import { expectRevert } from "./support/reverts.ts";

const NAME = encodeBytes32String("contract");
/** Init code of a contract whose code is one STOP; of one that reverts; of one that leaves no code. */
const ONE_BYTE = "0x60016000f3";
const REVERTING = "0x60006000fd";
const EMPTY = "0x00";

describe.each(NETWORKS)("ChainDeployer on %s", (network) => {
  let chain: LocalChain;
  let deployer: ChainDeployer;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    chain = await openLocalChain(network);
    deployer = await deployChainDeployer(await chain.fundedWallet("governor"));
    restore = await chain.snapshot();
  });
  beforeEach(() => restore());
  afterAll(() => chain.close());

  it("deploys to the address it names beforehand, whatever the code", async () => {
    const at = await deployer.addressOf(NAME);
    const { logs } = await mined(deployer.deploy(NAME, ONE_BYTE));
    expect(readEvents(deployer, "Deployed", logs).map(({ args }) => args)).toEqual([{ name: NAME, at }]);
    expect(await chain.provider.getCode(at)).toBe("0x00");
  });

  it("deploys once under a name", async () => {
    await mined(deployer.deploy(NAME, ONE_BYTE));
    const deployed = await deployer.addressOf(NAME);
    await expectRevert(deployer.deploy(NAME, ONE_BYTE), "ChainDeployerExists", deployed);
  });

  it.each([
    ["reverts", REVERTING],
    ["leaves no code", EMPTY],
  ])("leaves the name free when a constructor %s", async (_, initCode) => {
    await expectRevert(deployer.deploy(NAME, initCode), "ChainDeployerFailed", NAME, "0x");
    await mined(deployer.deploy(NAME, ONE_BYTE));
  });

  it("obeys its maker only", async () => {
    const mallory = await chain.fundedWallet("mallory");
    await expectRevert(deployer.connect(mallory).deploy(NAME, ONE_BYTE), "ChainDeployerNotDeployer", mallory.address);
  });
});
