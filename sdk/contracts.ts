/**
 * The contracts themselves, typed: for what the functions of the other entry points do not cover.
 *
 * @module
 */

export type { EmitsEvents, ReadMethod, WriteMethod } from "./abi/connectContract.ts";
export type { Fees } from "./call/fees.ts";
export { dearerFees, feesOf, inGwei, priceOf, suggestedFees, tipOf } from "./call/fees.ts";
export type { ContractEvent } from "./call/readEvents.ts";
export { readEvents } from "./call/readEvents.ts";
export { sendTransaction } from "./call/sendTransaction.ts";
export { toPlainFields } from "./call/toPlain.ts";
export type { ChainDeployer, ChainDeployerEvents } from "./generated/ChainDeployer.ts";
export type { Council, CouncilEvents } from "./generated/Council.ts";
export { connectCouncil, councilInterface } from "./generated/Council.ts";
export type { EthereumDIDRegistry, EthereumDIDRegistryEvents } from "./generated/EthereumDIDRegistry.ts";
export {
  AccreditationStatus,
  Authority,
  Category,
  KeyPurpose,
  RecordStatus,
  RecordType,
  StatusReason,
  WalletState,
  WithdrawalReason,
} from "./generated/enums.ts";
export type { GovernanceManager, GovernanceManagerEvents } from "./generated/GovernanceManager.ts";
export { connectGovernanceManager } from "./generated/GovernanceManager.ts";
export type { ICredentialWallet, ICredentialWalletEvents } from "./generated/ICredentialWallet.ts";
export { connectICredentialWallet, iCredentialWalletInterface } from "./generated/ICredentialWallet.ts";
export type { OracleRegistry, OracleRegistryEvents } from "./generated/OracleRegistry.ts";
export { connectOracleRegistry, oracleRegistryInterface } from "./generated/OracleRegistry.ts";
export type { Organization, OrganizationEvents } from "./generated/Organization.ts";
export { connectOrganization, organizationInterface } from "./generated/Organization.ts";
export type { OrganizationFactory, OrganizationFactoryEvents } from "./generated/OrganizationFactory.ts";
export { connectOrganizationFactory, organizationFactoryInterface } from "./generated/OrganizationFactory.ts";
export type * as structs from "./generated/structs.ts";
export type { VerificationLens, VerificationLensEvents } from "./generated/VerificationLens.ts";
export { connectVerificationLens } from "./generated/VerificationLens.ts";
export type { WalletFactory, WalletFactoryEvents } from "./generated/WalletFactory.ts";
export { connectWalletFactory, walletFactoryInterface } from "./generated/WalletFactory.ts";
export type { Act } from "./network/readActs.ts";
export type { FeeRule } from "./sending/FeeRule.ts";
export type { Sender, SenderOptions, SendingNode, TransactionCall, TransactionOutcome } from "./sending/openSender.ts";
export { openSender } from "./sending/openSender.ts";
export { requireAgreed } from "./sending/requireAgreed.ts";
export type {
  Awaitable,
  RawTransactions,
  SentTransaction,
  SignedTransaction,
  TransactionJournal,
} from "./sending/TransactionJournal.ts";
