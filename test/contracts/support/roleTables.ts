import { id, ZeroHash } from "ethers";
import {
  Authority,
  KeyPurpose,
  RecordStatus,
  RecordType,
  StatusReason,
  WithdrawalReason,
} from "../../../sdk/generated/enums.ts";
import type { System } from "./openSystem.ts";
import {
  BLOB,
  ENCRYPTION_KEY,
  EVIDENCE,
  FAR,
  HIGHER,
  IN_PERSON,
  itemFor,
  keyBytes,
  METADATA,
  recordId,
} from "./steps.ts";

/** Everybody who might call: people, and contracts of the system. The clerk admits, after a delay. */
export const CALLERS = [
  "governor",
  "clerk",
  "university",
  "registrar",
  "issuer",
  "graduate",
  "mallory",
  "relayer",
  "council",
  "manager",
  "registry",
  "organization",
  "organizationFactory",
] as const;

/** A batch that the registrar has prepared. */
export const PREPARED = id("a prepared batch");

export type Caller = (typeof CALLERS)[number];

/** What arguments are made from. Records 1 and 2 of the graduate's wallet are active and suspended. */
export interface Here {
  readonly system: System;
  readonly at: Readonly<Record<Caller, string>>;
  /** Organizations by their standing; `newcomer` has not applied. */
  readonly bodies: Readonly<Record<"newcomer" | "applicant" | "accredited" | "suspended", string>>;
  readonly wallets: Readonly<Record<"active" | "deactivated" | "destroyed", string>>;
  /** When key 1 of the organization was published. */
  readonly keyFrom: bigint;
  /** When the accredited body first was. */
  readonly firstAccredited: bigint;
  /** Arguments with the graduate's or the governor's signature. */
  readonly signed: Readonly<Record<"enrol" | "acceptRequest" | "enact", readonly unknown[]>>;
  /** A call of the registry that the council scheduled and that is due; one that the clerk scheduled. */
  readonly calls: Readonly<Record<"due" | "scheduled" | "another" | "suspend", string>>;
  readonly grantId: string;
}

/** Who may call a function, what everybody else meets, and arguments that succeed for who may. */
export interface Rule {
  readonly allowed: readonly Caller[] | "anyone";
  /** Names of errors; "" for a revert without one. */
  readonly refusals: readonly string[];
  readonly args: (here: Here) => readonly unknown[];
  /** Where to call, if not the table's own contract. */
  readonly on?: (here: Here) => string;
}

type Access = Pick<Rule, "allowed" | "refusals">;

const ANYONE: Access = { allowed: "anyone", refusals: [] };
const ADMIN: Access = { allowed: ["university"], refusals: ["AccessControlUnauthorizedAccount"] };
const REGISTRAR: Access = { ...ADMIN, allowed: ["registrar"] };
const ISSUER: Access = { ...ADMIN, allowed: ["issuer"] };
const CONTROLLER: Access = { allowed: ["graduate"], refusals: ["WalletNotController"] };
const GOVERNANCE: Access = { allowed: ["council"], refusals: ["AccessManagerUnauthorizedAccount"] };
// The clerk has the role, but has scheduled nothing.
const ADMITTER: Access = {
  allowed: ["council"],
  refusals: ["AccessManagedUnauthorized", "AccessManagerNotScheduled"],
};

/** Of Organization. */
export const ORGANIZATION: Readonly<Record<string, Rule>> = {
  initialize: {
    allowed: ["organizationFactory"],
    refusals: ["OrganizationOnlyFactory"],
    args: ({ at }) => ["Name", "0x4545", METADATA, at.university],
  },
  setMetadata: { ...ADMIN, args: () => [METADATA] },
  applyForAccreditation: {
    ...ADMIN,
    args: () => [Authority.Direct, HIGHER, EVIDENCE],
    on: ({ bodies }) => bodies.newcomer,
  },
  publishKey: { ...ADMIN, args: () => [KeyPurpose.Signing, keyBytes("another"), 1000] },
  endKey: { ...ADMIN, args: () => [2] },
  markKeyCompromised: { ...ADMIN, args: ({ keyFrom }) => [1, keyFrom] },
  publishService: { ...ADMIN, args: () => ["LinkedDomains", "https://university.example", 1000] },
  endService: { ...ADMIN, args: () => ["LinkedDomains", "https://ended.example"] },
  setApprovalsRequired: { ...ADMIN, args: () => [2] },
  prepareBatch: { ...REGISTRAR, args: () => [id("another batch")] },
  approveBatch: { ...ISSUER, args: () => [PREPARED] },
  withdrawBatch: { ...ADMIN, allowed: ["university", "registrar"], args: () => [PREPARED] },
  enrol: { ...REGISTRAR, args: ({ signed }) => signed.enrol },
  endEnrolment: { ...REGISTRAR, args: ({ at }) => [at.graduate] },
  acceptRequest: { ...REGISTRAR, args: ({ signed }) => signed.acceptRequest },
  withdrawConsent: {
    allowed: ["graduate"],
    refusals: ["OrganizationBadSignature"],
    args: ({ at }) => [at.graduate, 12_345, { deadline: FAR, signature: "0x" }],
  },
  withdrawRequest: {
    allowed: ["graduate"],
    refusals: ["OrganizationBadSignature"],
    args: ({ at }) => [
      { holder: at.graduate, profile: 1, walletIndex: 1, recordType: RecordType.Degree, until: FAR },
      0,
      { deadline: FAR, signature: "0x" },
    ],
  },
  leave: {
    allowed: ["graduate"],
    refusals: ["OrganizationBadSignature"],
    args: ({ at }) => [at.graduate, 0, { deadline: FAR, signature: "0x" }],
  },
  issue: { ...ISSUER, args: ({ system }) => [1, 2, 1, itemFor(system, 2, 50), BLOB] },
  issueBatch: { ...ISSUER, args: ({ system }) => [1, 2, 1, [itemFor(system, 2, 51)], [BLOB]] },
  revoke: { ...ISSUER, args: ({ system }) => [itemFor(system, 2, 1).record, StatusReason.Unspecified] },
  suspend: { ...ISSUER, args: ({ system }) => [itemFor(system, 2, 1).record, StatusReason.Unspecified] },
  reinstate: { ...ISSUER, args: ({ system }) => [itemFor(system, 2, 2).record, StatusReason.Unspecified] },
  changeStatuses: {
    ...ISSUER,
    args: ({ system }) => [1, RecordStatus.Revoked, StatusReason.Unspecified, [itemFor(system, 2, 1).record]],
  },
  grantRole: { ...ADMIN, args: ({ at }) => [id("ISSUER_ROLE"), at.relayer] },
  revokeRole: { ...ADMIN, args: ({ at }) => [id("ISSUER_ROLE"), at.issuer] },
  renounceRole: {
    allowed: ["issuer"],
    refusals: ["AccessControlBadConfirmation"],
    args: ({ at }) => [id("ISSUER_ROLE"), at.issuer],
  },
};

/** Of every profile's wallet. */
export const WALLET: Readonly<Record<string, Rule>> = {
  addPayload: {
    allowed: ["organization"],
    refusals: ["OracleRegistryNotAccredited"],
    args: ({ system }) => {
      const item = itemFor(system, 2, 60);
      return [{ ...item, recordId: recordId(60), category: 2, keyNumber: 1, data: 1 }];
    },
  },
  revokeRecord: {
    allowed: ["organization"],
    refusals: ["OracleRegistryNotAccredited"],
    args: () => [recordId(1), StatusReason.Unspecified],
  },
  suspendRecord: {
    allowed: ["organization"],
    refusals: ["OracleRegistryNotAccredited"],
    args: () => [recordId(1), StatusReason.Unspecified],
  },
  reinstateRecord: {
    allowed: ["organization"],
    refusals: ["WalletRecordUnknown"],
    args: () => [recordId(2), StatusReason.Unspecified],
  },
  blockOrganization: { ...CONTROLLER, args: ({ at }) => [at.organization, IN_PERSON] },
  unblockOrganization: { ...CONTROLLER, args: ({ at }) => [at.registry, IN_PERSON] },
  grant: { ...CONTROLLER, args: () => [id("another grant"), id("commitment"), 0, IN_PERSON] },
  withdrawGrant: { ...CONTROLLER, args: ({ grantId }) => [grantId, IN_PERSON] },
  setEncryptionKey: { ...CONTROLLER, args: () => [ENCRYPTION_KEY, IN_PERSON] },
  deactivate: { ...CONTROLLER, args: () => [IN_PERSON] },
  reactivate: { ...CONTROLLER, args: () => [IN_PERSON], on: ({ wallets }) => wallets.deactivated },
  destroy: { ...CONTROLLER, args: () => [IN_PERSON] },
  erase: { ...ANYONE, args: () => [1], on: ({ wallets }) => wallets.destroyed },
};

/** Of OracleRegistry. */
export const REGISTRY: Readonly<Record<string, Rule>> = {
  applyForAccreditation: {
    // Not even this one, which is accredited; Organization.applyForAccreditation shows that a newcomer gets in.
    allowed: [],
    refusals: ["OracleRegistryNotAnOrganization", "OracleRegistryWrongStatus"],
    args: () => [Authority.Direct, HIGHER, METADATA, EVIDENCE],
  },
  admit: { ...ADMITTER, args: ({ bodies }) => [bodies.applicant, Authority.Direct, HIGHER, 0, EVIDENCE] },
  change: { ...ADMITTER, args: ({ bodies }) => [bodies.accredited, Authority.Cross, HIGHER, 0, EVIDENCE] },
  suspend: { ...ADMITTER, args: ({ bodies }) => [bodies.accredited, EVIDENCE] },
  reinstate: { ...ADMITTER, args: ({ bodies }) => [bodies.suspended, EVIDENCE] },
  withdraw: { ...ADMITTER, args: ({ bodies }) => [bodies.accredited, WithdrawalReason.Closed, 0, EVIDENCE] },
  markFraud: { ...ADMITTER, args: ({ bodies, firstAccredited }) => [bodies.accredited, firstAccredited, EVIDENCE] },
  setAuthority: { allowed: ["manager"], refusals: ["AccessManagedUnauthorized"], args: ({ at }) => [at.manager] },
};

/** Of Council. */
export const COUNCIL: Readonly<Record<string, Rule>> = {
  enact: { ...ANYONE, args: ({ signed }) => signed.enact },
  execute: { ...ANYONE, args: ({ at, calls }) => [at.registry, calls.due] },
  setMembers: { allowed: ["council"], refusals: ["CouncilOnlyItself"], args: ({ at }) => [[at.governor], 1] },
};

/** Of GovernanceManager. */
export const MANAGER: Readonly<Record<string, Rule>> = {
  grantRole: { ...GOVERNANCE, args: ({ at }) => [2, at.relayer, 0] },
  revokeRole: { ...GOVERNANCE, args: ({ at }) => [1, at.clerk] },
  renounceRole: {
    allowed: ["clerk"],
    refusals: ["AccessManagerBadConfirmation"],
    args: ({ at }) => [1, at.clerk],
  },
  labelRole: { ...GOVERNANCE, args: () => [1, "admitter"] },
  setGrantDelay: { ...GOVERNANCE, args: () => [1, 1000] },
  setRoleAdmin: { ...GOVERNANCE, args: () => [1, 2] },
  setRoleGuardian: { ...GOVERNANCE, args: () => [1, 2] },
  setTargetAdminDelay: { ...GOVERNANCE, args: ({ at }) => [at.registry, 1000] },
  setTargetClosed: { ...GOVERNANCE, args: ({ at }) => [at.registry, true] },
  setTargetFunctionRole: { ...GOVERNANCE, args: ({ at }) => [at.registry, ["0x12345678"], 1] },
  updateAuthority: { ...GOVERNANCE, args: ({ at }) => [at.registry, at.manager] },
  schedule: {
    allowed: ["clerk"],
    refusals: ["AccessManagerUnauthorizedCall"],
    args: ({ at, calls }) => [at.registry, calls.another, 0],
  },
  cancel: {
    allowed: ["clerk", "council"],
    refusals: ["AccessManagerUnauthorizedCancel"],
    args: ({ at, calls }) => [at.clerk, at.registry, calls.scheduled],
  },
  execute: {
    allowed: ["council"],
    refusals: ["AccessManagerUnauthorizedCall"],
    args: ({ at, calls }) => [at.registry, calls.suspend],
  },
  consumeScheduledOp: {
    allowed: [],
    refusals: ["", "AccessManagerUnauthorizedConsume"],
    args: ({ at, calls }) => [at.clerk, calls.scheduled],
  },
  multicall: { ...ANYONE, args: () => [[]] },
};

/** Of the factories and ChainDeployer. */
export const WALLET_FACTORY: Readonly<Record<string, Rule>> = {
  create: {
    allowed: ["graduate"],
    refusals: ["WalletFactoryNotController"],
    args: ({ at }) => [at.graduate, 1, 99, ENCRYPTION_KEY, IN_PERSON],
  },
  noteController: { ...ANYONE, args: ({ at }) => [at.graduate] },
};
export const ORGANIZATION_FACTORY: Readonly<Record<string, Rule>> = {
  create: { ...ANYONE, args: ({ at }) => ["Name", "0x4545", METADATA, at.mallory, id("a salt")] },
};
export const CHAIN_DEPLOYER: Readonly<Record<string, Rule>> = {
  deploy: { allowed: ["relayer"], refusals: ["ChainDeployerNotDeployer"], args: () => [ZeroHash, "0x60016000f3"] },
};
