import type { HolderConsent } from "../consent/HolderConsent.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { Chain } from "../network/connectChain.ts";
import { readEncryptionKeys } from "../wallet/readEncryptionKeys.ts";
import { walletAddress } from "../wallet/walletAddress.ts";
import type { IssuingWorkers } from "./openIssuingWorkers.ts";
import type { PlannedRow } from "./planBatch.ts";
import { prepareMany } from "./prepareMany.ts";
import type { Award, IssuerContext, PreparedRecord } from "./prepareRecord.ts";

/** A row whose graduate has consented. */
export type ReadyRow = PlannedRow & { readonly consent: HolderConsent };

/** Signs and seals rows; the records come in their order. */
export type PrepareRows = (rows: readonly ReadyRow[]) => AsyncIterable<PreparedRecord>;

/**
 * Reads the keys the holders published, and gives the step that signs and seals, which is most of the work of a batch.
 *
 * @param issuer - in this thread, or the threads that have its keys.
 */
export async function openPreparing(
  chain: Chain,
  issuer: IssuerContext | IssuingWorkers,
  all: readonly ReadyRow[],
): Promise<PrepareRows> {
  const addresses = new Map(all.map((row) => [row, walletAddress(chain.generation, row.consent.wallet)]));
  const keys = await readEncryptionKeys(chain, [...new Set(addresses.values())]);
  function awardOf(planned: ReadyRow): Award {
    const { row, consent, category } = planned;
    const encryptionKey = keys.get(addresses.get(planned) ?? "");
    if (encryptionKey === undefined) {
      throw new CscssError("ERR_WALLET_UNKNOWN", `The node knows of no wallet of student ${row.studentId}.`, {
        details: { place: row.place },
      });
    }
    return {
      wallet: consent.wallet,
      encryptionKey,
      award: row.diplomaNumber,
      category,
      recordType: row.recordType,
      claims: row.claims,
      validFrom: Date.parse(row.awardDate) / 1000,
      ...(row.validUntil === undefined ? {} : { validUntil: row.validUntil }),
    };
  }
  return (rows) => prepareMany(issuer, rows.map(awardOf));
}
