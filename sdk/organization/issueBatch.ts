import type { Signer } from "ethers";
import { readEvents } from "../contract/readEvents.ts";
import { sendTransaction } from "../contract/sendTransaction.ts";
import { CATEGORIES } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Revert } from "../errors/fromRevert.ts";
import { decodeRevert } from "../errors/fromRevert.ts";
import { connectOrganization } from "../generated/Organization.ts";
import type { ItemInput } from "../generated/structs.ts";
import { encodeBlobs } from "./encodeBlobs.ts";
import type { PreparedRecord } from "./prepareRecord.ts";

/** Gas beyond the estimate, in percent: a call keeps 1/64 of its gas back, which estimates do not see. */
const GAS_MARGIN = 5n;

/** A batch to issue. */
export interface BatchInput {
  /** The issuer's own number of the batch; it comes back in the events. */
  readonly batch: bigint;
  /** The signing key the tokens were signed with. */
  readonly keyNumber: number;
  /** All of one category. */
  readonly records: readonly PreparedRecord[];
}

/** What became of a batch. */
export interface BatchResult {
  readonly transactionHash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
  /** Refused records by their place in the batch, with the wallet's reason; the others are in their wallets. */
  readonly refused: ReadonlyMap<number, Revert>;
}

/**
 * Issues or amends prepared records in one transaction. A wallet that refuses costs only its own record.
 *
 * @param issuer - an account with the organization's issuer role.
 * @throws ERR_ARGUMENT for an empty or mixed batch; ERR_REVERTED if the organization may not issue, or for too little gas.
 */
export async function issueBatch(issuer: Signer, organization: string, input: BatchInput): Promise<BatchResult> {
  const { records, batch, keyNumber } = input;
  const category = records[0]?.category;
  if (category === undefined || records.some((record) => record.category !== category)) {
    throw new CscssError("ERR_ARGUMENT", "A batch holds records of one category, at least one. Split it by category.");
  }
  const contract = connectOrganization(organization, issuer);
  const { items, blobs } = arrange(records);
  const args = [batch, CATEGORIES[category], keyNumber, items, blobs] as const;
  const receipt = await sendTransaction(async () => {
    const gas = await contract.issueBatch.estimateGas(...args);
    return contract.issueBatch(...args, { gasLimit: gas + (gas * GAS_MARGIN) / 100n });
  });
  const refusals = readEvents(contract, "ItemRefused", receipt.logs).map(({ args: { index, reason } }) => {
    return [Number(index), decodeRevert(reason) ?? { name: "unknown", args: [reason] }] as const;
  });
  return {
    transactionHash: receipt.hash,
    blockNumber: receipt.blockNumber,
    gasUsed: receipt.gasUsed,
    refused: new Map(refusals),
  };
}

/** Puts the sealed payloads into blobs and tells each item where its own is. */
function arrange(records: readonly PreparedRecord[]): { items: ItemInput[]; blobs: Uint8Array[] } {
  const blobs = encodeBlobs(records.map(({ sealedPayload }) => sealedPayload));
  const items = records.map(({ item }): ItemInput => ({ ...item, blob: 0, place: 0 }));
  blobs.forEach(({ members }, blob) => {
    members.forEach((index, place) => {
      items[index] = { ...(items[index] as ItemInput), blob: blob + 1, place };
    });
  });
  return { items, blobs: blobs.map(({ bytes }) => bytes) };
}
