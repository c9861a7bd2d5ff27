import { deriveAccessKey, recordIdOf } from "../credential/accessKey.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";
import type { ListedRecord } from "../wallet/listRecords.ts";
import { listRecords } from "../wallet/listRecords.ts";
import type { IssuerContext } from "./prepareRecord.ts";

/** An award, and the wallet its records are in. */
export interface AwardInWallet {
  /** The wallet's address. */
  readonly wallet: string;
  /** The issuer's own number of the award. */
  readonly award: string;
}

/** What tells one issuer's attempts from another's. */
export type Attempts = Pick<IssuerContext, "recordSecret" | "chainId" | "organization">;

/**
 * The first attempt at an award that is free: each revoked record of it leaves one behind.
 *
 * @returns the number for an Award: 0, and one more after each revocation.
 * @throws ERR_ISSUED if the award has a record that is not revoked; ERR_NODE_*
 *
 * @example
 * const attempt = await nextAttempt(chain, context, { wallet, award: award.award });
 * const record = await prepareRecord(context, { ...award, attempt });
 */
export async function nextAttempt(chain: Chain, issuer: Attempts, { wallet, award }: AwardInWallet): Promise<number> {
  const records = await listRecords(chain, wallet);
  for (let attempt = 0; ; attempt++) {
    const recordId = recordIdOfAttempt(issuer, { wallet, award }, attempt);
    const found = records.find((record) => record.recordId === recordId && record.issuer === issuer.organization);
    if (found === undefined) return attempt;
    if (found.status === "revoked") continue;
    throw new CscssError("ERR_ISSUED", `The award ${award} is in the wallet already (${found.status}).`, {
      details: { recordId },
    });
  }
}

/**
 * Which attempt at an award a record came from. Every attempt before it has left a record of the issuer's in the wallet,
 * so their number bounds the search, and nothing else does.
 *
 * @param records - all records of the wallet, as listRecords gives them.
 * @returns undefined if the record belongs to another award.
 *
 * @throws ERR_ARGUMENT if the record secret is not 32 bytes.
 * @example
 * const records = await listRecords(chain, wallet);
 * const { recordId } = record.credential;
 * const attempt = findAttempt(context, { wallet, award: "2026/1" }, recordId, records);
 */
export function findAttempt(
  issuer: Attempts,
  place: AwardInWallet,
  recordId: string,
  records: readonly Pick<ListedRecord, "issuer">[],
): number | undefined {
  const most = records.filter((record) => record.issuer === issuer.organization).length;
  for (let attempt = 0; attempt < most; attempt++) {
    if (recordIdOfAttempt(issuer, place, attempt) === recordId) return attempt;
  }
  return undefined;
}

function recordIdOfAttempt({ recordSecret, chainId }: Attempts, place: AwardInWallet, attempt: number): string {
  return recordIdOf(deriveAccessKey(recordSecret, { chainId, ...place, attempt }));
}
