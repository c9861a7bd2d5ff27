import type { Signer } from "ethers";
import { encodeBytes32String, ZeroAddress, ZeroHash } from "ethers";
import { encodeHex } from "../bytes/hex.ts";
import { sendTransaction } from "../call/sendTransaction.ts";
import type { CategoryName } from "../credential/recordTypes.ts";
import { CATEGORIES } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import { RecordType } from "../generated/enums.ts";
import { connectOrganization, organizationInterface } from "../generated/Organization.ts";
import type { ItemInput } from "../generated/structs.ts";
import type { Chain } from "../network/connectChain.ts";
import type { IssueBatchArguments } from "../organization/IssueBatchArguments.ts";
import { encodeDictionary } from "../seal/OwnDictionary.ts";
import { findDictionary } from "./findDictionary.ts";

/** The recordId in the event of the item that is refused, for whoever reads the organization's history: "dictionary". */
export const DICTIONARY_MARK = encodeBytes32String("dictionary").slice(0, 34);

// A batch has an item at least, and a dictionary is no record: this one is for nobody, in no profile there is, so every
// organization refuses it.
const NO_RECORD: ItemInput = {
  record: { owner: ZeroAddress, profile: 0, walletIndex: 0, recordId: DICTIONARY_MARK },
  sequence: 0,
  recordType: RecordType.None,
  validUntil: 0,
  payloadHash: ZeroHash,
  blob: 0,
  place: 0,
  shredHalf: encodeHex(new Uint8Array(12)),
  identityCommitment: ZeroHash,
};

/** A dictionary to publish. */
export interface DictionaryInput {
  /** The issuer's own number of the batch that it is published in. */
  readonly batch: bigint;
  /** Any the organization may issue in now. */
  readonly category: CategoryName;
  /** Of a live signing key. Nothing is signed with it; the organization asks for one. */
  readonly keyNumber: number;
  /** 1 to 23,997 bytes. **They are public for ever**: no personal data. */
  readonly bytes: Uint8Array;
}

/** What became of it. */
export interface PublishedDictionary {
  /** Of the data contract that holds it. */
  readonly number: number;
  readonly transactionHash: string;
  readonly gasUsed: bigint;
}

/**
 * The call that publishes a dictionary, for whoever sends it on its own, or has people approve it before: batchHashOf.
 *
 * @returns calldata of Organization.issueBatch. Its one item is refused, which costs little and leaves the blob in place.
 * @throws ERR_ARGUMENT for no bytes, or more than 23,997.
 * @example
 * const call = encodePublishDictionary({ batch: 8n, category: "higher_education", keyNumber: 1, bytes });
 * await prepareBatch(registrar, organization, batchHashOf(chain.chainId, organization, call));
 */
export function encodePublishDictionary(input: DictionaryInput): string {
  return organizationInterface.encodeFunctionData("issueBatch", argumentsOf(input));
}

/**
 * Publishes a dictionary of an organization's own texts. Pack with it once it is there for good: readDictionary.
 *
 * @param issuer - an account with the organization's issuer role.
 * @returns its number, the transaction and its gas.
 * @throws ERR_ARGUMENT for no bytes, or too many; ERR_REVERTED if the organization refuses, for want of approvals or of
 * an accreditation; ERR_FUNDS, ERR_NODE_UNREACHABLE.
 * @example
 * const input = { batch: 8n, category: "higher_education", keyNumber: 1, bytes } as const;
 * const { number } = await publishDictionary(chain, issuer, organization, input);
 */
export async function publishDictionary(
  chain: Chain,
  issuer: Signer,
  organization: string,
  input: DictionaryInput,
): Promise<PublishedDictionary> {
  const contract = connectOrganization(organization, issuer);
  const args = argumentsOf(input);
  const before = Number(await contract.dataContractCount());
  const { hash, gasUsed } = await sendTransaction(() => contract.issueBatch(...args));
  const number = await findDictionary(chain, organization, input.bytes, before);
  if (number !== undefined) return { number, transactionHash: hash, gasUsed };
  throw new CscssError("ERR_NODE_UNREACHABLE", "The node does not show the dictionary yet. Look for it again later.", {
    details: { transaction: hash },
  });
}

function argumentsOf({ batch, category, keyNumber, bytes }: DictionaryInput): IssueBatchArguments {
  return [batch, CATEGORIES[category], keyNumber, [NO_RECORD], [encodeDictionary(bytes)]];
}
