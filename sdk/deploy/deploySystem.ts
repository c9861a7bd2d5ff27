import type { InterfaceAbi } from "ethers";
import { ContractFactory, encodeBytes32String, keccak256 } from "ethers";
import { sendTransaction } from "../call/sendTransaction.ts";
import { CscssError } from "../errors/CscssError.ts";
import { deployChainDeployer } from "../generated/bytecode/ChainDeployer.ts";
import type { ChainDeployer } from "../generated/ChainDeployer.ts";
import { connectChainDeployer } from "../generated/ChainDeployer.ts";
import type { NetworkFile } from "../network/NetworkFile.ts";
import type { DeployOptions } from "./DeployOptions.ts";
import { setUpGovernance } from "./setUpGovernance.ts";
import type { SystemAddresses, SystemContract } from "./systemContracts.ts";
import { SYSTEM_CONTRACTS } from "./systemContracts.ts";

/**
 * Deploys the whole system, or what an interrupted deployment left undone, and hands governance to the Council.
 *
 * @returns the network file that issuers, holders and verifiers pin.
 * @throws ERR_ARGUMENT for delays that undo each other, or a signer without a node; ERR_REVERTED, ERR_FUNDS,
 * ERR_NODE_UNREACHABLE.
 * @example
 * const council = { members: [await member.getAddress()], threshold: 1 };
 * const delays = { admissionDelay: 86_400, adminDelay: 2 * 86_400 };
 * const network = await deploySystem({ signer: relayer, name: "Example", confirmations: 0, council, ...delays });
 */
export async function deploySystem(options: DeployOptions): Promise<NetworkFile> {
  const { signer, council, onContract } = options;
  if (options.adminDelay < options.admissionDelay) {
    throw new CscssError(
      "ERR_ARGUMENT",
      `A change of roles after ${options.adminDelay} s could shorten the ${options.admissionDelay} s of an admission. Set adminDelay no lower.`,
    );
  }
  const provider = signer.provider;
  if (provider === null) throw new CscssError("ERR_ARGUMENT", "The signer is connected to no node. Connect it first.");
  const fromBlock = options.begun?.fromBlock ?? (await provider.getBlockNumber());
  const deployer =
    options.begun === undefined
      ? await deployChainDeployer(signer)
      : connectChainDeployer(options.begun.chainDeployer, signer);

  const names = Object.keys(SYSTEM_CONTRACTS) as SystemContract[];
  const found = await Promise.all(
    names.map(async (name) => [name, await deployer.addressOf(encodeBytes32String(name))]),
  );
  const at = Object.fromEntries(found) as SystemAddresses;
  const plan = { at, firstAdmin: await signer.getAddress(), council };
  for (const name of names) {
    const { abi, bytecode, args } = SYSTEM_CONTRACTS[name];
    if ((await provider.getCode(at[name])) === "0x") {
      await deployAt(deployer, name, abi, bytecode, args(plan));
    }
    onContract?.(name, at[name]);
  }
  await setUpGovernance({ ...options, at });

  const genesis = await provider.getBlock(0);
  const codeHash = async (address: string): Promise<string> => keccak256(await provider.getCode(address));
  return {
    type: "CscssMeNetwork",
    version: 1,
    name: options.name,
    chainId: Number((await provider.getNetwork()).chainId),
    genesisHash: genesis?.hash ?? "",
    confirmations: options.confirmations,
    generations: [
      {
        fromBlock,
        registry: at.OracleRegistry,
        factories: { organizations: at.OrganizationFactory, wallets: at.WalletFactory },
        walletCode: { 1: at.HeaderWallet, 2: at.PseudonymousWallet, 3: at.IdentityWallet },
        lens: at.VerificationLens,
        didRegistry: at.EthereumDIDRegistry,
        governance: { manager: at.GovernanceManager, council: at.Council },
        codeHashes: {
          registry: await codeHash(at.OracleRegistry),
          organizations: await codeHash(at.OrganizationFactory),
          wallets: await codeHash(at.WalletFactory),
          lens: await codeHash(at.VerificationLens),
          didRegistry: await codeHash(at.EthereumDIDRegistry),
        },
      },
    ],
  };
}

async function deployAt(
  deployer: ChainDeployer,
  name: SystemContract,
  abi: InterfaceAbi,
  bytecode: string,
  args: readonly unknown[],
): Promise<void> {
  const { data } = await new ContractFactory(abi, bytecode).getDeployTransaction(...args);
  await sendTransaction(() => deployer.deploy(encodeBytes32String(name), data));
}
