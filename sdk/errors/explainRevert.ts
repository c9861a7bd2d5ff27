import { memberInWords } from "../abi/memberInWords.ts";
import { organizationRoleName } from "../abi/organizationRoles.ts";
import { AccreditationStatus, Category, RecordStatus, RecordType, WithdrawalReason } from "../generated/enums.ts";
import type { Revert } from "./Revert.ts";

type Args = readonly unknown[];
type Explain = string | ((args: Args) => string);

const time = (seconds: unknown): string => `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;
const member = (members: Readonly<Record<string, number>>, value: unknown): string =>
  memberInWords(members, value as bigint);
const GOVERNANCE_ROLES = ["admin", "admitter", "guardian"];
const governanceRole = (id: unknown): string => GOVERNANCE_ROLES[Number(id)] ?? `number ${id}`;

/** What each custom error means to whoever sent the call, and what to do about it. */
const WORDS: Readonly<Record<string, Explain>> = {
  AccessControlBadConfirmation: "A role can be given up only by the account that has it: name that account.",
  AccessControlUnauthorizedAccount: ([account, role]) =>
    `The account ${account} lacks the organization's role ${organizationRoleName(String(role))}. Let an admin grant it, or send with an account that has it.`,
  AccessManagedInvalidAuthority: ([authority]) => `${authority} is not an access manager: it has no code.`,
  AccessManagedRequiredDelay: ([caller, delay]) =>
    `${caller} may do this only after a delay of ${delay} s: schedule it.`,
  AccessManagedUnauthorized: ([caller]) => `${caller} has no governance role that may do this. The Council decides it.`,
  AccessManagerAlreadyScheduled: "The very same operation is scheduled already.",
  AccessManagerBadConfirmation: "A role can be given up only by the account that has it: name that account.",
  AccessManagerExpired: "The operation was scheduled so long ago that it has expired. Schedule it again.",
  AccessManagerInvalidInitialAdmin: "The first admin of governance must be an account, not 0.",
  AccessManagerLockedRole: ([role]) => `The governance role ${governanceRole(role)} cannot be changed like this.`,
  AccessManagerNotReady: "The operation's delay has not passed yet. Try again later.",
  AccessManagerNotScheduled: "The operation was not scheduled, or was cancelled or executed since.",
  AccessManagerUnauthorizedAccount: ([account, role]) =>
    `The account ${account} lacks the governance role ${governanceRole(role)}.`,
  AccessManagerUnauthorizedCall: ([caller, target]) =>
    `${caller} has no governance role that may call this of ${target}.`,
  AccessManagerUnauthorizedCancel: ([account]) =>
    `${account} may not cancel this operation: only who scheduled it, or an admin or guardian of its role.`,
  AccessManagerUnauthorizedConsume: ([target]) => `${target} is not the contract whose schedule this uses up.`,
  AddressEmptyCode: ([target]) => `There is no contract at ${target}.`,
  BatchOutOfGas: ([index]) =>
    `The gas left at item ${index} would not surely do for it, so nothing was issued. Send with more gas, or in smaller batches.`,
  ChainDeployerExists: ([at]) => `There is a contract at ${at} already: this name was deployed before.`,
  ChainDeployerFailed: "The contract's constructor reverted, or left no code.",
  ChainDeployerNotDeployer: ([caller]) => `${caller} is not the account that may deploy here.`,
  CheckpointUnorderedInsertion: "History can only grow at its end.",
  CloneArgumentsTooLong: "The arguments of a clone are too long.",
  CouncilApprovalsUnordered: ([account]) =>
    `Approvals must be in the order of their members' addresses, each once; ${account} is not.`,
  CouncilBadMembers: ([count, threshold]) =>
    `${threshold} of ${count} is not a council: name 1 to 32 members in the order of their addresses, and a threshold of 1 up to their number.`,
  CouncilBadSignature: ([account]) =>
    `The approval of ${account} is signed by somebody else, or over another decision.`,
  CouncilCallFailed: ([target]) => `The decision was approved, but ${target} refused it.`,
  CouncilExpired: ([deadline]) => `The decision was to be enacted until ${time(deadline)}. Decide anew.`,
  CouncilNonceUsed: "This decision was enacted before.",
  CouncilNotAMember: ([account]) => `${account} is not a member of the Council.`,
  CouncilNotScheduled: "Nothing like this is scheduled. The Council has to decide and schedule it first.",
  CouncilOnlyItself: "Only a decision of the Council changes the Council.",
  CouncilTooFewApprovals: ([given, threshold]) => `${given} members approved; ${threshold} are needed.`,
  Create2EmptyBytecode: "There is no code to deploy.",
  DataContractNotCreated: "The sealed payloads could not be stored: too large, or the gas ran out.",
  FailedCall: "An inner call failed and gave no reason.",
  FailedDeployment: "A contract could not be made: at its address there is one already, or the gas ran out.",
  GovernanceManagerAdminWithoutDelay: "The admin's role is given at once or not at all: it takes no grant delay.",
  GovernanceManagerLastAdmin: ([account]) => `${account} is the last admin of governance and cannot leave.`,
  InsufficientBalance: ([balance, needed]) => `The contract holds ${balance} wei, and ${needed} are needed.`,
  InvalidShortString: "A text is not stored as it should be.",
  OracleRegistryBadScope: "Name the authority (direct or cross) and at least one known category.",
  OracleRegistryBadTime: ([given, earliest, latest]) =>
    `The time ${time(given)} is not between ${time(earliest)} and ${time(latest)}.`,
  OracleRegistryChangedThisSecond: ([organization]) =>
    `The accreditation of ${organization} changed in this very second. Try again.`,
  OracleRegistryNotAccredited: ([organization, status, reason]) =>
    `The organization ${organization} is ${member(AccreditationStatus, status)}${Number(reason) === 0 ? "" : ` (${member(WithdrawalReason, reason)})`}, and this needs an accreditation.`,
  OracleRegistryNotAnOrganization: ([caller]) => `${caller} is not an organization made by the pinned factory.`,
  OracleRegistryNotForCategory: ([organization, category]) =>
    `The organization ${organization} is not accredited for the category ${member(Category, category)}.`,
  OracleRegistryNotInSeconds: "This chain does not count its time in seconds, so the system cannot run on it.",
  OracleRegistryReasonMissing: "A withdrawal needs a reason.",
  OracleRegistryWrongStatus: ([organization, status]) =>
    `The organization ${organization} is ${member(AccreditationStatus, status)}, from where this step does not start.`,
  OrganizationBadApprovals: "An organization asks for 0, 1 or 2 approvals.",
  OrganizationBadBlob: ([index]) => `Data contract ${index} of the batch is empty or over 24,000 bytes.`,
  OrganizationBadCompromise: ([number]) =>
    `Key ${number} cannot be marked from that time on: there is no such key, the time is before its start or ahead, or it is marked from earlier.`,
  OrganizationBadCountry: "The country must be two capital letters (ISO 3166).",
  OrganizationBadKey: "The key must be 33 bytes, compressed, with a purpose.",
  OrganizationBadName: "The name must have 1 to 200 bytes of UTF-8 text, without control characters.",
  OrganizationBadProfiles: "Name at least one of the profiles 1, 2 and 3.",
  OrganizationBadRecordType: "Name a type of record.",
  OrganizationBadService:
    "A service has a type of 1 to 24 letters and digits and, as its endpoint, a URI of up to 512 printable characters.",
  OrganizationBadSignature: ([holder]) =>
    `The consent of ${holder} is signed by somebody who does not act for it, or over something else.`,
  OrganizationBadStatus: ([to]) => `Records become active, suspended or revoked, not ${member(RecordStatus, to)}.`,
  OrganizationBadValidity: "The validity must be a number of seconds ahead.",
  OrganizationBatchNotPrepared: "This batch was not prepared on chain, or was issued or withdrawn since.",
  OrganizationBatchPrepared: ([, preparer]) => `This batch is prepared already, by ${preparer}.`,
  OrganizationControllerLost: ([holder]) =>
    `Nobody acts for ${holder} any more: ERC-1056 gave it back to its first key, which is not obeyed.`,
  OrganizationEmptyBatch: "A batch needs at least one item.",
  OrganizationExpired: ([deadline]) => `The holder's consent was good until ${time(deadline)}. Ask for a new one.`,
  OrganizationKeyIssuedInThisBlock: ([number]) => `Key ${number} issued in this very block. End it in the next.`,
  OrganizationKeyKnown: "This key was published before; a key is published once.",
  OrganizationKeyNotLive: ([number]) =>
    `Key ${number} cannot be used: it is not a signing key, has ended or expired. Publish a new one.`,
  OrganizationKeysUsedUp: "The organization has published as many keys as it can. Make a new organization.",
  OrganizationLastAdmin: ([account]) => `${account} is the last admin of the organization and cannot leave.`,
  OrganizationMayNotApprove: ([, account]) =>
    `${account} may not approve this batch: it prepared it, approved it already, or two others have.`,
  OrganizationNoAdmin: "An organization needs an admin.",
  OrganizationNoWallet: ([owner, profile, index]) =>
    `${owner} has no wallet ${index} in profile ${profile}. The holder has to make it first.`,
  OrganizationNonceUsed: "This consent was used before. Ask the holder for a new one.",
  OrganizationNotApproved: ([, approvals, required]) =>
    `Exactly this batch has ${approvals} of ${required} approvals of the last 30 days. Prepare it, and let other issuers approve it.`,
  OrganizationNotEnrolled: ([holder, profile]) =>
    `${holder} is not enrolled for profile ${profile}. Enrol the holder, or ask for a request.`,
  OrganizationOnlyFactory: "Only the factory sets an organization up.",
  OrganizationRequestUnknown: ([, until]) =>
    `No request that was good until ${time(until)} is open: it was answered, taken back, or a newer one took its place.`,
  OrganizationServiceUnknown: "This service is not published, or was taken back.",
  OrganizationUnknownBlob: ([blob]) => `An item names data contract ${blob}, which the batch does not have.`,
  SafeCastOverflowedUintDowncast: ([bits, value]) => `${value} does not fit into ${bits} bits.`,
  StringTooLong: "A text is too long.",
  WalletAlreadyBlocked: ([organization]) => `${organization} is blocked already.`,
  WalletBadEncryptionKey: "The encryption key must be 64 bytes.",
  WalletBadGrant: "A grant needs a commitment, and an end that is ahead or none.",
  WalletBadKind: ([category, type]) =>
    `A ${member(RecordType, type)} in the category ${member(Category, category)} is not a record.`,
  WalletBadSignature: ([controller]) =>
    `This is not signed by ${controller}, who acts for the wallet's owner, or over something else.`,
  WalletBlocked: ([organization]) => `The holder has blocked ${organization}.`,
  WalletControllerLost: "ERC-1056 gave the owner's identity back to its first key, which this wallet no longer obeys.",
  WalletDeactivated: "The holder has deactivated the wallet.",
  WalletDestroyed: "The holder has destroyed the wallet, for good.",
  WalletExpired: ([deadline]) => `The holder's signature was good until ${time(deadline)}. Ask for a new one.`,
  WalletFactoryBadEncryptionKey: "The encryption key must be 64 bytes.",
  WalletFactoryBadProfile: ([profile]) => `There is no profile ${profile}, only 1, 2 and 3.`,
  WalletFactoryBadSignature: ([owner]) => `This is not signed by who acts for ${owner}, or over something else.`,
  WalletFactoryControllerLost: ([owner]) =>
    `Nobody acts for ${owner} any more: ERC-1056 gave it back to its first key, which is not obeyed.`,
  WalletFactoryExists: ([wallet]) => `The wallet ${wallet} was made before.`,
  WalletFactoryExpired: ([deadline]) => `The holder's signature was good until ${time(deadline)}. Ask for a new one.`,
  WalletFactoryNoOwner: "A wallet needs an owner other than 0.",
  WalletFactoryNotController: ([owner, caller]) =>
    `${caller} does not act for ${owner}. Send with the controller's account, or with its signature.`,
  WalletFull: "The wallet holds as many records as it can. Make the holder's next wallet.",
  WalletGrantExists: "This grant id was used before. Take a new one.",
  WalletGrantUnknown: "There is no such grant, or it was withdrawn.",
  WalletHashMissing: "A record needs the hash of its payload.",
  WalletKindChanged: "An amendment keeps category and record type. Revoke, and issue a new record.",
  WalletNotBlocked: ([organization]) => `${organization} is not blocked.`,
  WalletNotController: ([caller]) =>
    `${caller} does not act for the wallet's owner. Send with the controller's account, or with its signature.`,
  WalletNotDeactivated: "The wallet is not deactivated.",
  WalletNotDestroyed: "Only a destroyed wallet can be erased.",
  WalletProfileMismatch: ([profile]) =>
    `In profile ${profile} a record has other parts: 1 no sealed payload, 2 a sealed payload, 3 also an identity commitment.`,
  WalletReasonMissing: "A change of status needs a reason.",
  WalletRecordExists: ([id]) => `The record ${id} was issued before. Amend it, or take another award number.`,
  WalletRecordRevoked: ([id]) => `The record ${id} was revoked, and takes no further step.`,
  WalletRecordUnknown: ([id]) => `The wallet has no record ${id} of this organization.`,
  WalletSequencesUsedUp: ([id]) => `The record ${id} has used up its sequences; it can only be revoked.`,
  WalletValidityEnded: ([until]) => `The record's validity ended on ${time(until)}, before it is issued.`,
  WalletWrongSequence: ([found, expected]) => `The next sequence of the record is ${expected}, not ${found}.`,
  WalletWrongStatus: ([id, status]) =>
    `The record ${id} is ${member(RecordStatus, status)}, from where this step does not start.`,
};

/** What a contract's refusal means and what to do about it, in a sentence; undefined for an error that has no words. */
export function explainRevert({ name, args }: Revert): string | undefined {
  const words = Object.hasOwn(WORDS, name) ? WORDS[name] : undefined;
  return typeof words === "function" ? words(args) : words;
}
