import { decodeCredential } from "../credential/decodeCredential.ts";
import type { RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import { resolveDisclosures, takeDigests } from "../disclosure/resolveDisclosures.ts";
import { CscssError } from "../errors/CscssError.ts";
import { organizationInterface } from "../generated/Organization.ts";
import type { ItemInput } from "../generated/structs.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { Chain } from "../network/connectChain.ts";
import { payloadHash } from "../token/payloadHash.ts";
import type { Profile } from "../wallet/WalletRef.ts";
import { walletAddress } from "../wallet/walletAddress.ts";
import type { PreparedBatch } from "./PreparedBatch.ts";

/** One record of a prepared batch, as its credential says it. */
export interface ReviewedRecord {
  readonly award: string;
  readonly recordType: RecordTypeName;
  /** The address of the holder, and of the wallet it goes into. */
  readonly holder: string;
  readonly wallet: string;
  /** 1 issues, a higher one amends. */
  readonly sequence: number;
  /** Unix seconds. */
  readonly validUntil?: number;
  /** All of them: nothing in the credential can be disclosed later that is not here. */
  readonly claims: JsonObject;
}

/**
 * Reads what a prepared batch would put on chain: from the very call that is approved, with the credentials whose hashes
 * stand in it. So nobody is shown another diploma than the one that is issued, nor a part of it.
 *
 * @returns each record as its credential says it, in the order of the call.
 * @throws ERR_PREPARED if a credential is not the one of the call, goes elsewhere, or holds claims it does not show; if
 * the call also puts something on chain that no record needs, and nobody is shown; ERR_TOKEN_*, ERR_CREDENTIAL for what
 * is no credential; ethers' INVALID_ARGUMENT for what is no call of issueBatch.
 * @example
 * for (const { award, claims } of reviewBatch(chain, organization, prepared)) console.log(award, claims.awardTitle);
 */
export function reviewBatch(
  chain: Chain,
  organization: string,
  { data, items, credentials }: PreparedBatch,
): readonly ReviewedRecord[] {
  const call = organizationInterface.decodeFunctionData("issueBatch", data);
  const calls = call.items as readonly ItemInput[];
  if (calls.length !== items.length || calls.length !== credentials.length) {
    throw new CscssError("ERR_PREPARED", `The call has ${calls.length} records, the file tells of ${items.length}.`);
  }
  const used = new Set(calls.map(({ blob }) => Number(blob)));
  if ((call.blobs as readonly string[]).some((_, index) => !used.has(index + 1))) {
    throw new CscssError("ERR_PREPARED", "The call holds bytes that no record needs. Approve nothing of it.");
  }
  return calls.map((item, index) => {
    const { award = "", recordId } = items[index] ?? {};
    const [token = "", ...rest] = credentials[index]?.split("~") ?? [];
    const credential = decodeCredential(token);
    const { claims, disclosed, problems } = resolveDisclosures(credential.token.payload, rest.slice(0, -1));
    const refuse = (problem: string): CscssError =>
      new CscssError("ERR_PREPARED", `Award ${award}: ${problem}. Approve nothing of it.`, { details: { award } });

    const { owner, profile, walletIndex } = item.record;
    const wallet = { owner: String(owner), profile: Number(profile) as Profile, index: Number(walletIndex) };
    const agrees =
      payloadHash(token) === item.payloadHash &&
      credential.recordId === item.record.recordId &&
      credential.recordId === recordId &&
      credential.chainId === chain.chainId &&
      credential.issuer.address === organization &&
      credential.holder.address === wallet.owner &&
      credential.wallet === walletAddress(chain.generation, wallet) &&
      credential.sequence === Number(item.sequence) &&
      RECORD_TYPES[credential.recordType].number === Number(item.recordType) &&
      credential.keyNumber === Number(call.keyNumber) &&
      (credential.validUntil ?? 0) === Number(item.validUntil);
    if (!agrees) throw refuse("the credential shown is not the one that would be issued");
    if (problems.length > 0 || disclosed.length !== countDigests(credential.token.payload)) {
      throw refuse("the credential holds claims that are not shown");
    }
    const { recordType, sequence, validUntil } = credential;
    const ends = validUntil === undefined ? {} : { validUntil };
    return { award, recordType, holder: wallet.owner, wallet: credential.wallet, sequence, ...ends, claims };
  });
}

/** How many claims could be disclosed of a token. */
function countDigests(payload: JsonObject): number {
  const { digests } = takeDigests(payload);
  return Array.isArray(digests) ? digests.length : 0;
}
