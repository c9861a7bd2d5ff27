import type { Chain } from "@cscss-me/sdk";
import { CscssError } from "@cscss-me/sdk";
import type { ClaimFile, ImportedCredential, OpenedRecord } from "@cscss-me/sdk/wallet";
import { readWallet } from "@cscss-me/sdk/wallet";
import type { OpeningKeys } from "./openOwnRecords.ts";
import { openOwnRecords } from "./openOwnRecords.ts";

/**
 * The claim file that an imported credential stands for: of what it holds, that which is not sealed on chain. The record
 * is opened with it before it counts: hash, signature and every claim have to be the chain's.
 *
 * @throws ERR_IMPORT if it is another holder's, of another network, or not a version the wallet holds now; what openRecords
 * throws for a record that does not open.
 */
export async function claimFileFor(
  chain: Chain,
  imported: ImportedCredential,
  holder: { readonly owner: string; readonly keys: OpeningKeys["keys"] },
): Promise<{ claimFile: ClaimFile; record: OpenedRecord }> {
  const { credential, token, disclosures } = imported;
  if (credential.chainId !== chain.chainId) throw refuse(`belongs to chain ${credential.chainId}, another network`);
  if (credential.holder.address !== holder.owner) throw refuse(`is about ${credential.holder.did}, another holder`);
  const { profile } = await readWallet(chain, credential.wallet);
  const bare: ClaimFile = {
    type: "CscssMeClaimFile",
    version: 1,
    chainId: Number(credential.chainId),
    issuer: credential.issuer.address,
    wallet: credential.wallet,
    recordId: credential.recordId,
    sequence: credential.sequence,
    ...(profile === 1 ? { token } : {}),
    disclosures: [],
  };
  const sealed = profile === 1 ? [] : (await openWith(bare)).disclosures;
  const claimFile = { ...bare, disclosures: disclosures.filter((one) => !sealed.includes(one)) };
  const record = await openWith(claimFile);
  if (record.token !== token) throw refuse("is not the version of the record that the wallet holds now");
  return { claimFile, record };

  async function openWith(file: ClaimFile): Promise<OpenedRecord> {
    const { opened, unopened } = await openOwnRecords(chain, file.wallet, { keys: holder.keys, claimFiles: [file] });
    const isIt = ({ issuer, recordId }: { issuer: string; recordId: string }): boolean =>
      issuer === file.issuer && recordId === file.recordId;
    const found = opened.find(({ issuer, credential: { recordId } }) => isIt({ issuer, recordId }));
    if (found !== undefined) return found;
    throw unopened.find(isIt)?.error ?? refuse("is of a record that is not in the wallet");
  }
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_IMPORT", `The credential ${problem}.`, { details: { problem } });
}
