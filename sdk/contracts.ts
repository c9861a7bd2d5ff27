// The contracts themselves, typed: for what the SDK's own functions do not cover.

export type { ContractEvent } from "./call/readEvents.ts";
export { readEvents } from "./call/readEvents.ts";
export { connectCouncil } from "./generated/Council.ts";
export {
  Authority,
  Category,
  KeyPurpose,
  RecordStatus,
  RecordType,
  StatusReason,
  WalletState,
} from "./generated/enums.ts";
export { connectGovernanceManager } from "./generated/GovernanceManager.ts";
export { connectICredentialWallet } from "./generated/ICredentialWallet.ts";
export { connectOracleRegistry } from "./generated/OracleRegistry.ts";
export { connectOrganization } from "./generated/Organization.ts";
export { connectOrganizationFactory } from "./generated/OrganizationFactory.ts";
export { connectVerificationLens } from "./generated/VerificationLens.ts";
export { connectWalletFactory } from "./generated/WalletFactory.ts";
