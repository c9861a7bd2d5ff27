import type { TransactionReceipt, Wallet } from "ethers";
import type { LocalChain, LocalNetwork } from "../../../scripts/dev/chain/LocalChain.ts";
import { openLocalChain } from "../../../scripts/dev/chain/openLocalChain.ts";
import { deploySystem } from "../../../sdk/deploy/deploySystem.ts";
import type { Council } from "../../../sdk/generated/Council.ts";
import { connectCouncil } from "../../../sdk/generated/Council.ts";
import type { EthereumDIDRegistry } from "../../../sdk/generated/EthereumDIDRegistry.ts";
import { connectEthereumDIDRegistry } from "../../../sdk/generated/EthereumDIDRegistry.ts";
import type { GovernanceManager } from "../../../sdk/generated/GovernanceManager.ts";
import { connectGovernanceManager } from "../../../sdk/generated/GovernanceManager.ts";
import type { OracleRegistry } from "../../../sdk/generated/OracleRegistry.ts";
import { connectOracleRegistry } from "../../../sdk/generated/OracleRegistry.ts";
import type { OrganizationFactory } from "../../../sdk/generated/OrganizationFactory.ts";
import { connectOrganizationFactory } from "../../../sdk/generated/OrganizationFactory.ts";
import type { VerificationLens } from "../../../sdk/generated/VerificationLens.ts";
import { connectVerificationLens } from "../../../sdk/generated/VerificationLens.ts";
import type { WalletFactory } from "../../../sdk/generated/WalletFactory.ts";
import { connectWalletFactory } from "../../../sdk/generated/WalletFactory.ts";

export const ACTORS = [
  "governor",
  "university",
  "registrar",
  "issuer",
  "graduate",
  "employer",
  "mallory",
  "relayer",
] as const;

/** The people of the contract tests. The governor is the Council's only member. */
export type Actor = (typeof ACTORS)[number];

/** A deployed system on a fresh chain, seen by the relayer. */
export interface System {
  readonly chain: LocalChain;
  readonly people: Readonly<Record<Actor, Wallet>>;
  readonly registry: OracleRegistry;
  readonly manager: GovernanceManager;
  readonly council: Council;
  readonly organizations: OrganizationFactory;
  readonly wallets: WalletFactory;
  readonly lens: VerificationLens;
  readonly dids: EthereumDIDRegistry;
}

/** Opens a chain and deploys the system on it; close the chain in afterAll. Admitting takes effect at once. */
export async function openSystem(network: LocalNetwork, admissionDelay = 0): Promise<System> {
  const chain = await openLocalChain(network);
  const entries = await Promise.all(ACTORS.map(async (name) => [name, await chain.fundedWallet(name)]));
  const people = Object.fromEntries(entries) as Record<Actor, Wallet>;
  const { generations } = await deploySystem({
    signer: people.relayer,
    name: "test",
    confirmations: 0,
    council: { members: [people.governor.address], threshold: 1 },
    admissionDelay,
    adminDelay: admissionDelay,
  });
  const at = generations[0]!;
  return {
    chain,
    people,
    registry: connectOracleRegistry(at.registry, people.relayer),
    manager: connectGovernanceManager(at.governance.manager, people.relayer),
    council: connectCouncil(at.governance.council, people.relayer),
    organizations: connectOrganizationFactory(at.factories.organizations, people.relayer),
    wallets: connectWalletFactory(at.factories.wallets, people.relayer),
    lens: connectVerificationLens(at.lens, people.relayer),
    dids: connectEthereumDIDRegistry(at.didRegistry, people.relayer),
  };
}

/** Waits until a transaction is mined, and fails if it was not. */
export async function mined(
  sent: Promise<{ wait(): Promise<TransactionReceipt | null> }>,
): Promise<TransactionReceipt> {
  const receipt = await (await sent).wait();
  if (receipt === null) throw new Error("The transaction is not mined.");
  return receipt;
}
