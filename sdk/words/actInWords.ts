import { ZeroHash } from "ethers";
import { memberInWords } from "../abi/memberInWords.ts";
import { organizationRoleName } from "../abi/organizationRoles.ts";
import { CATEGORIES } from "../credential/recordTypes.ts";
import { DICTIONARY_MARK } from "../dictionary/publishDictionary.ts";
import { decodeRevert, revertInWords } from "../errors/fromRevert.ts";
import {
  AccreditationStatus,
  Authority,
  Category,
  KeyPurpose,
  RecordStatus,
  RecordType,
  StatusReason,
  WithdrawalReason,
} from "../generated/enums.ts";
import type { Act } from "../network/readActs.ts";
import { timeInWords } from "./chainWords.ts";

type Args = Act["args"];

/** Set-up of the contracts themselves, which nobody did. */
const SILENT = ["Initialized", "EIP712DomainChanged", "RoleAdminChanged", "AuthorityUpdated"];

const WORDS: Readonly<Record<string, (args: Args) => string>> = {
  OrganizationCreated: ({ name, country }) => `was made: ${name} (${country})`,
  KeyPublished: ({ number, purpose, until }) =>
    `key ${number} published, for ${member(KeyPurpose, purpose)}, until ${time(until)}`,
  KeyEnded: ({ number }) => `key ${number} ended`,
  KeyCompromised: ({ number, since }) => `key ${number} in wrong hands since ${time(since)}`,
  MetadataChanged: () => "what it says about itself changed",
  HolderEnrolled: ({ holder, profiles }) => `${holder} enrolled, for profile ${bits(profiles).join(", ")}`,
  HolderLeft: ({ holder }) => `${holder} left`,
  ConsentWithdrawn: ({ holder }) => `${holder} took a consent back`,
  RequestAccepted: ({ holder, recordType }) => `request of ${holder} accepted: ${member(RecordType, recordType)}`,
  BatchIssued: ({ batch, category, items, refused, keyNumber }) => {
    const lost = refused === 0n ? "" : `, ${refused} refused`;
    return `batch ${batch} issued: ${items} in ${member(Category, category)}${lost}, with key ${keyNumber}`;
  },
  ItemRefused: ({ recordId, reason }) => {
    if (recordId === DICTIONARY_MARK) return "a dictionary of its texts published, in that batch without a record";
    const known = decodeRevert(String(reason));
    return `record ${recordId} refused by its wallet: ${known === undefined ? reason : revertInWords(known)}`;
  },
  ServicePublished: ({ serviceType, endpoint }) => `service ${serviceType} published: ${endpoint}`,
  ServiceEnded: ({ serviceType, endpoint }) => `service ${serviceType} taken back: ${endpoint}`,
  ApprovalsRequired: ({ count }) => `${count} approvals asked for from now on`,
  BatchPrepared: ({ batchHash }) => `batch ${batchHash} proposed`,
  BatchApproved: ({ batchHash }) => `batch ${batchHash} approved`,
  BatchWithdrawn: ({ batchHash }) => `batch ${batchHash} taken back`,
  ApprovalsUsed: ({ batchHash }) => `batch ${batchHash} issued as it was approved`,
  StatusesChanged: ({ to, items, refused, reason }) => {
    const lost = refused === 0n ? "" : `, ${refused} refused`;
    return `${items} records ${member(RecordStatus, to)} at once${lost} (${member(StatusReason, reason)})`;
  },
  RoleGranted: ({ account, role }) => `${account} became ${organizationRoleName(String(role))}`,
  RoleRevoked: ({ account, role }) => `${account} is no longer ${organizationRoleName(String(role))}`,
  RecordStatusChanged: ({ recordId, status, reason }) =>
    `record ${recordId} ${member(RecordStatus, status)} (${member(StatusReason, reason)})`,
  Applied: ({ authority, categories, evidence }) => `applied: ${scope(authority, categories)}${papers(evidence)}`,
  AccreditationChanged: ({ status, authority, categories, reason, until, evidence }) => {
    const why = reason === 0n ? "" : ` (${member(WithdrawalReason, reason)})`;
    const end = until === 0n ? "" : `, until ${time(until)}`;
    return `${member(AccreditationStatus, status)}${why}: ${scope(authority, categories)}${end}${papers(evidence)}`;
  },
  FraudMarked: ({ since, evidence }) => `found fraudulent: void since ${time(since)}${papers(evidence)}`,
  MembersChanged: ({ members, threshold }) =>
    `the Council: ${threshold} of ${(members as readonly string[]).length} decide`,
  DecisionEnacted: ({ digest }) => `the Council enacted decision ${digest}`,
  ScheduledDecisionExecuted: () => "a scheduled decision was carried out",
};

/**
 * What happened, for people; undefined for what nobody did. An event this page does not know is told by its name. Never
 * throws.
 *
 * @returns an English phrase without its subject.
 * @example
 * actInWords({ name: "BatchApproved", args: { batchHash: "0x12" } }); // "batch 0x12 approved"
 */
export function actInWords({ name, args }: Pick<Act, "name" | "args">): string | undefined {
  // An application's own event tells of it already.
  const applied = name === "AccreditationChanged" && args.status === BigInt(AccreditationStatus.Applied);
  if (applied || SILENT.includes(name)) return undefined;
  const values = Object.entries(args).map(([key, value]) => `${key} ${String(value)}`);
  return WORDS[name]?.(args) ?? `${name}: ${values.join(", ")}`;
}

/**
 * Who did it: the person the event names, else the transaction's sender. Never throws.
 *
 * @returns an address.
 * @example
 * actorOf({ args: { by: "0x12" }, sender: "0x34" }); // "0x12"
 */
export function actorOf({ args, sender }: Pick<Act, "args" | "sender">): string {
  for (const name of ["admin", "registrar", "approver", "by", "relayer"])
    if (typeof args[name] === "string") return args[name];
  return sender;
}

function member(members: Readonly<Record<string, number>>, value: unknown): string {
  return memberInWords(members, value as bigint);
}

function time(value: unknown): string {
  return timeInWords(value as bigint);
}

function bits(mask: unknown): number[] {
  return Array.from({ length: 8 }, (_, bit) => bit).filter(
    (bit) => ((BigInt(mask as bigint) >> BigInt(bit)) & 1n) === 1n,
  );
}

function scope(authority: unknown, categories: unknown): string {
  const numbers = bits(categories);
  const names = Object.entries(CATEGORIES).flatMap(([name, number]) => (numbers.includes(number) ? name : []));
  return [member(Authority, authority), names.join(" + ")].filter((part) => part !== "").join(", ");
}

function papers(evidence: unknown): string {
  return evidence === ZeroHash ? "" : `; papers ${String(evidence)}`;
}
