import type { InterfaceAbi } from "ethers";
import { councilBytecode } from "../generated/bytecode/Council.ts";
import { ethereumDIDRegistryBytecode } from "../generated/bytecode/EthereumDIDRegistry.ts";
import { governanceManagerBytecode } from "../generated/bytecode/GovernanceManager.ts";
import { headerWalletBytecode } from "../generated/bytecode/HeaderWallet.ts";
import { identityWalletBytecode } from "../generated/bytecode/IdentityWallet.ts";
import { oracleRegistryBytecode } from "../generated/bytecode/OracleRegistry.ts";
import { organizationBytecode } from "../generated/bytecode/Organization.ts";
import { organizationFactoryBytecode } from "../generated/bytecode/OrganizationFactory.ts";
import { pseudonymousWalletBytecode } from "../generated/bytecode/PseudonymousWallet.ts";
import { verificationLensBytecode } from "../generated/bytecode/VerificationLens.ts";
import { walletFactoryBytecode } from "../generated/bytecode/WalletFactory.ts";

/** The names contracts are deployed under, with ChainDeployer. */
export type SystemContract =
  | "EthereumDIDRegistry"
  | "GovernanceManager"
  | "Council"
  | "OracleRegistry"
  | "HeaderWallet"
  | "PseudonymousWallet"
  | "IdentityWallet"
  | "WalletFactory"
  | "Organization"
  | "OrganizationFactory"
  | "VerificationLens";

/** Where each contract is, or will be. */
export type SystemAddresses = Readonly<Record<SystemContract, string>>;

/** What constructor arguments depend on. */
export interface DeployPlan {
  readonly at: SystemAddresses;
  readonly firstAdmin: string;
  readonly council: { readonly members: readonly string[]; readonly threshold: number };
}

/** A contract to deploy: its constructor's ABI, its code, its arguments. */
interface ContractPlan {
  readonly abi: InterfaceAbi;
  readonly bytecode: string;
  args(plan: DeployPlan): readonly unknown[];
}

const walletPlan = (bytecode: string): ContractPlan => ({
  abi: ["constructor(address registry, address factory)"],
  bytecode,
  args: ({ at }) => [at.OracleRegistry, at.WalletFactory],
});

/**
 * Every contract of the system, in the order they are deployed. They pin each other's addresses, which exist before they
 * do; only Organization's constructor asks another contract, WalletFactory.
 */
export const SYSTEM_CONTRACTS: Readonly<Record<SystemContract, ContractPlan>> = {
  EthereumDIDRegistry: { abi: ["constructor()"], bytecode: ethereumDIDRegistryBytecode, args: () => [] },
  GovernanceManager: {
    abi: ["constructor(address firstAdmin)"],
    bytecode: governanceManagerBytecode,
    args: ({ firstAdmin }) => [firstAdmin],
  },
  Council: {
    abi: ["constructor(address manager, address[] members, uint256 threshold)"],
    bytecode: councilBytecode,
    args: ({ at, council }) => [at.GovernanceManager, inOrder(council.members), council.threshold],
  },
  OracleRegistry: {
    abi: ["constructor(address manager, address organizationFactory)"],
    bytecode: oracleRegistryBytecode,
    args: ({ at }) => [at.GovernanceManager, at.OrganizationFactory],
  },
  HeaderWallet: walletPlan(headerWalletBytecode),
  PseudonymousWallet: walletPlan(pseudonymousWalletBytecode),
  IdentityWallet: walletPlan(identityWalletBytecode),
  WalletFactory: {
    abi: ["constructor(address didRegistry, address headerWallet, address pseudonymousWallet, address identityWallet)"],
    bytecode: walletFactoryBytecode,
    args: ({ at }) => [at.EthereumDIDRegistry, at.HeaderWallet, at.PseudonymousWallet, at.IdentityWallet],
  },
  Organization: {
    abi: ["constructor(address factory, address registry, address walletFactory, address didRegistry)"],
    bytecode: organizationBytecode,
    args: ({ at }) => [at.OrganizationFactory, at.OracleRegistry, at.WalletFactory, at.EthereumDIDRegistry],
  },
  OrganizationFactory: {
    abi: ["constructor(address implementation)"],
    bytecode: organizationFactoryBytecode,
    args: ({ at }) => [at.Organization],
  },
  VerificationLens: {
    abi: ["constructor(address registry, address organizationFactory, address walletFactory, address didRegistry)"],
    bytecode: verificationLensBytecode,
    args: ({ at }) => [at.OracleRegistry, at.OrganizationFactory, at.WalletFactory, at.EthereumDIDRegistry],
  },
};

/** The Council takes its members in ascending order, so that none can be there twice. */
function inOrder(members: readonly string[]): string[] {
  return [...members].sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
}
