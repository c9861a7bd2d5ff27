import type { TransactionRequest, TransactionResponse } from "ethers";
import { Wallet } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DeployOptions } from "../../../sdk/deploy/DeployOptions.ts";
import { deploySystem } from "../../../sdk/deploy/deploySystem.ts";
import { setUpGovernance } from "../../../sdk/deploy/setUpGovernance.ts";
import { deployChainDeployer } from "../../../sdk/generated/bytecode/ChainDeployer.ts";
import { connectCouncil } from "../../../sdk/generated/Council.ts";
import { connectGovernanceManager } from "../../../sdk/generated/GovernanceManager.ts";
import { parseNetworkFile } from "../../../sdk/network/parseNetworkFile.ts";
import type { TestChain } from "../../fixtures/chain.ts";
import { NETWORKS, openChain } from "../../fixtures/chain.ts";
import { DAY, STARTS_AT } from "../../fixtures/world.ts";

/** An account whose connection breaks after some transactions. */
class BreakingWallet extends Wallet {
  sent = 0;
  lasts = Number.POSITIVE_INFINITY;
  override async sendTransaction(transaction: TransactionRequest): Promise<TransactionResponse> {
    if (this.sent++ >= this.lasts) throw new Error("The line went dead.");
    return super.sendTransaction(transaction);
  }
}

describe.each(NETWORKS)("deploySystem on %s", (network) => {
  let chain: TestChain;
  let governor: Wallet;
  let deployer: BreakingWallet;
  let restore: () => Promise<void>;
  beforeAll(async () => {
    chain = await openChain(network, { startsAt: STARTS_AT });
    restore = await chain.snapshot();
  });
  beforeEach(async () => {
    await restore();
    governor = await chain.fundedWallet("governor");
    deployer = new BreakingWallet((await chain.fundedWallet("relayer")).privateKey, chain.provider);
  });
  afterAll(() => chain.close());

  function deploy(more: Partial<DeployOptions> = {}) {
    return deploySystem({
      signer: deployer,
      name: "test",
      confirmations: 2,
      council: { members: [governor.address], threshold: 1 },
      admissionDelay: DAY,
      adminDelay: 2 * DAY,
      ...more,
    });
  }

  /** A deployment that got no further than its first transaction. */
  async function begin(signer: Wallet) {
    const fromBlock = await chain.provider.getBlockNumber();
    const { target } = await deployChainDeployer(signer);
    return { chainDeployer: String(target), fromBlock };
  }

  it("gives a network file that parseNetworkFile takes, and puts eleven contracts in place", async () => {
    const placed: string[] = [];
    const file = await deploy({ onContract: (name) => placed.push(name) });
    expect(parseNetworkFile(JSON.stringify(file))).toEqual(file);
    expect(placed).toHaveLength(11);
    expect(file).toMatchObject({ name: "test", confirmations: 2, chainId: Number(chain.chainId) });
    expect(file.genesisHash).toBe((await chain.provider.getBlock(0))?.hash);
    const { governance } = file.generations[0] ?? {};
    expect(await connectCouncil(String(governance?.council), chain.provider).members()).toEqual([governor.address]);
  });

  it("does nothing the second time, and gives the same network file", async () => {
    const begun = await begin(deployer);
    const first = await deploy({ begun });
    const before = deployer.sent;
    const { fromBlock = 0 } = first.generations[0] ?? {};
    expect(await chain.provider.getCode(String(first.generations[0]?.didRegistry), fromBlock)).toBe("0x");
    await chain.mine(5);
    expect(await deploy({ begun })).toEqual(first);
    expect(deployer.sent).toBe(before);
  });

  it("goes on where it was interrupted, after any of its transactions", async () => {
    const begun = await begin(deployer);
    // Eleven contracts and six steps of governance: the line goes dead before each fourth of them.
    for (let lasts = 0; lasts < 17; lasts += 4) {
      deployer.sent = 0;
      deployer.lasts = 4;
      await expect(deploy({ begun })).rejects.toMatchObject({ code: "ERR_NODE_UNREACHABLE" });
    }
    deployer.lasts = Number.POSITIVE_INFINITY;
    const file = await deploy({ begun });
    const { manager, council } = file.generations[0]?.governance ?? { manager: "", council: "" };
    const governance = connectGovernanceManager(manager, chain.provider);
    const [, admissionDelay] = await governance.hasRole(await governance.ADMITTER_ROLE(), council);
    expect(admissionDelay).toBe(BigInt(DAY));
    expect((await governance.hasRole(await governance.ADMIN_ROLE(), deployer.address))[0]).toBe(false);
  });

  it("says that the signer is connected to no node, and that somebody else's deployment is not its own", async () => {
    const begun = await begin(governor);
    await expect(deploy({ begun })).rejects.toMatchObject({
      code: "ERR_REVERTED",
      details: { error: "ChainDeployerNotDeployer" },
    });
    deployer = new BreakingWallet(deployer.privateKey);
    await expect(deploy()).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
  });

  it("refuses roles that could be changed faster than an admission takes effect", async () => {
    await expect(deploy({ adminDelay: DAY - 1 })).rejects.toMatchObject({ code: "ERR_ARGUMENT" });
    expect(deployer.sent).toBe(0);
  });

  it("hands governance over only once: afterwards setting it up changes nothing", async () => {
    const file = await deploy();
    const [generation] = file.generations;
    const at = {
      OracleRegistry: generation?.registry,
      Council: governor.address,
      GovernanceManager: generation?.governance.manager,
    };
    const before = deployer.sent;
    const options = { signer: deployer, name: "x", confirmations: 0, council: { members: [], threshold: 0 } };
    await setUpGovernance({ ...options, admissionDelay: 0, adminDelay: 0, at: at as never });
    expect(deployer.sent).toBe(before);
  });
});
