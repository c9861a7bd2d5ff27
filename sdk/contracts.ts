// The contracts themselves, typed: for what the functions of the other entry points do not cover.

export type { Fees } from "./call/fees.ts";
export { dearerFees, feesOf, inGwei, priceOf, suggestedFees, tipOf } from "./call/fees.ts";
export type { ContractEvent } from "./call/readEvents.ts";
export { readEvents } from "./call/readEvents.ts";
export { sendTransaction } from "./call/sendTransaction.ts";
export { toPlainFields } from "./call/toPlain.ts";
export { connectCouncil, councilInterface } from "./generated/Council.ts";
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
export { connectGovernanceManager } from "./generated/GovernanceManager.ts";
export { connectICredentialWallet, iCredentialWalletInterface } from "./generated/ICredentialWallet.ts";
export { connectOracleRegistry, oracleRegistryInterface } from "./generated/OracleRegistry.ts";
export { connectOrganization, organizationInterface } from "./generated/Organization.ts";
export { connectOrganizationFactory, organizationFactoryInterface } from "./generated/OrganizationFactory.ts";
export { connectVerificationLens } from "./generated/VerificationLens.ts";
export { connectWalletFactory, walletFactoryInterface } from "./generated/WalletFactory.ts";
export type { Act } from "./network/readActs.ts";
export type { FeeRule } from "./sending/FeeRule.ts";
export type { Outcome, Sender, SenderOptions, SendingNode, TransactionCall } from "./sending/openSender.ts";
export { openSender } from "./sending/openSender.ts";
export { requireAgreed } from "./sending/requireAgreed.ts";
export type {
  Awaitable,
  RawTransactions,
  SentTransaction,
  SignedTransaction,
  TransactionJournal,
} from "./sending/TransactionJournal.ts";
