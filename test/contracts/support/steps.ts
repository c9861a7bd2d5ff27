import type { BaseContract, Signer, TransactionReceipt, Wallet } from "ethers";
import { concat, hexlify, id, keccak256, toUtf8Bytes, ZeroHash } from "ethers";
import { readEvents } from "../../../sdk/call/readEvents.ts";
import { signMessage } from "../../../sdk/eip712/signMessage.ts";
import type { Eip712Type } from "../../../sdk/eip712/types.ts";
import type { Authority } from "../../../sdk/generated/enums.ts";
import { Category, KeyPurpose, RecordType } from "../../../sdk/generated/enums.ts";
import type { ICredentialWallet } from "../../../sdk/generated/ICredentialWallet.ts";
import { connectICredentialWallet } from "../../../sdk/generated/ICredentialWallet.ts";
import type { Organization } from "../../../sdk/generated/Organization.ts";
import { connectOrganization } from "../../../sdk/generated/Organization.ts";
import type { ConsentInput, ItemInput } from "../../../sdk/generated/structs.ts";
import type { System } from "./openSystem.ts";
import { mined } from "./openSystem.ts";

/** Category.HigherEducation as a set. */
export const HIGHER = 1 << Category.HigherEducation;
export const SIGNING_KEY = 1;
export const SEALING_KEY = 2;
export const EVIDENCE = id("evidence");
export const METADATA = id("metadata");
export const ENCRYPTION_KEY = concat([id("x"), id("y")]);
/** The consent of a controller that is itself the caller. */
export const IN_PERSON: ConsentInput = { deadline: 0, signature: "0x" };
/** One payload of six bytes, in a data contract's form. */
export const BLOB = concat(["0x00010006", toUtf8Bytes("sealed")]);
export const FAR = 2 ** 40 - 1;

let decisions = 0;
let nonces = 0;

/** The governor signs a decision of the Council, the relayer sends it. */
export async function decide(system: System, contract: BaseContract, method: string, args: readonly unknown[]) {
  const { council, people } = system;
  const data = contract.interface.encodeFunctionData(method, args);
  const decision = { target: String(contract.target), data, nonce: ++decisions, deadline: FAR };
  const signature = await signFor(system, people.governor, council, "Decision", decision);
  return mined(council.enact(decision, [{ member: people.governor.address, signature }]));
}

/** EIP-712, for a contract of this chain. */
export function signFor(
  { chain }: System,
  signer: Signer,
  contract: BaseContract,
  type: Eip712Type,
  message: Readonly<Record<string, unknown>>,
): Promise<string> {
  return signMessage(signer, { chainId: chain.chainId, contract: String(contract.target) }, type, message);
}

/** An organization with signing key 1 and sealing key 2, a registrar and an issuer. */
export async function newOrganization({ organizations, people }: System, name: string): Promise<Organization> {
  const { university, registrar, issuer } = people;
  const receipt = await mined(
    organizations.connect(university).create(name, hexlify(toUtf8Bytes("EE")), METADATA, university, id(name)),
  );
  const [created] = readEvents(organizations, "OrganizationCreated", receipt.logs);
  const organization = connectOrganization(created!.args.organization, university);
  await mined(organization.grantRole(await organization.REGISTRAR_ROLE(), registrar));
  await mined(organization.grantRole(await organization.ISSUER_ROLE(), issuer));
  await mined(organization.publishKey(KeyPurpose.Signing, keyBytes("signing"), 1_000_000));
  await mined(organization.publishKey(KeyPurpose.Sealing, keyBytes("sealing"), 1_000_000));
  return organization;
}

/** As newOrganization, and accredited for higher education. */
export async function accredited(system: System, name: string, authority: Authority): Promise<Organization> {
  const organization = await newOrganization(system, name);
  await mined(organization.applyForAccreditation(authority, HIGHER, EVIDENCE));
  await decide(system, system.registry, "admit", [organization.target, authority, HIGHER, 0, EVIDENCE]);
  return organization;
}

/** 33 bytes in the form of a compressed key. */
export function keyBytes(seed: string): string {
  return concat(["0x02", id(seed)]);
}

/** A wallet of the graduate, seen by the graduate. */
export async function newWallet(
  { wallets, people: { graduate } }: System,
  profile: number,
  index = 0,
): Promise<ICredentialWallet> {
  await mined(wallets.connect(graduate).create(graduate, profile, index, ENCRYPTION_KEY, IN_PERSON));
  return connectICredentialWallet(await wallets.walletOf(graduate, profile, index), graduate);
}

/** Enrols a holder for the given profiles (all, unless told). */
export async function enrol(
  system: System,
  organization: Organization,
  holder: Wallet,
  profiles = 14,
): Promise<TransactionReceipt> {
  const enrolment = { holder: holder.address, profiles, nonce: ++nonces, deadline: FAR };
  const message = { ...enrolment, organization: String(organization.target) };
  const signature = await signFor(system, holder, organization, "Enrol", message);
  return mined(organization.connect(system.people.registrar).enrol(enrolment, signature));
}

/** accessKey of an award. */
export function accessKey(award: number): string {
  return id(`award ${award}`);
}

/** recordId of an award. */
export function recordId(award: number): string {
  return keccak256(accessKey(award)).slice(0, 34);
}

/** A degree for a wallet of the graduate, with what its profile wants; the payload stands first in blob 1. */
export function itemFor(
  { people }: System,
  profile: number,
  award: number,
  changed: Partial<ItemInput> & { readonly walletIndex?: number } = {},
): ItemInput {
  const { walletIndex = 0, ...rest } = changed;
  return {
    record: { owner: people.graduate.address, profile, walletIndex, recordId: recordId(award) },
    sequence: 1,
    recordType: RecordType.Degree,
    validUntil: 0,
    payloadHash: id(`payload ${award}`),
    blob: profile === 1 ? 0 : 1,
    place: 0,
    shredHalf: profile === 1 ? `0x${"00".repeat(12)}` : id(`half ${award}`).slice(0, 26),
    identityCommitment: profile === 3 ? id("identity") : ZeroHash,
    ...rest,
  };
}

/** The issuer issues one item, as category higher education with signing key 1. */
export function issue(system: System, organization: Organization, item: ItemInput): Promise<TransactionReceipt> {
  return mined(sendIssue(system, organization, item));
}

/** As issue, without waiting: for what is to revert. */
export function sendIssue({ people }: System, organization: Organization, item: ItemInput) {
  const blob = Number(item.record.profile) === 1 ? "0x" : BLOB;
  return organization.connect(people.issuer).issue(7, Category.HigherEducation, SIGNING_KEY, item, blob);
}
