import { checksumAddress } from "../crypto/checksumAddress.ts";
import { ADDRESS, CHAIN_ID, closedObject, DISCLOSURES, RECORD_ID } from "../json/formParts.ts";
import { readForm } from "../json/readForm.ts";
import type { ClaimFile } from "./ClaimFile.ts";

const CLAIM_FILE = {
  name: "The claim file",
  code: "ERR_CLAIM_FILE",
  maxLength: 1_000_000,
  schema: closedObject(
    {
      type: { const: "CscssMeClaimFile" },
      version: { const: 1 },
      chainId: CHAIN_ID,
      issuer: ADDRESS,
      wallet: ADDRESS,
      recordId: RECORD_ID,
      sequence: { type: "integer", minimum: 1, maximum: 255 },
      disclosures: DISCLOSURES,
    },
    { token: { type: "string", maxLength: 65_536 } },
  ),
  // Its disclosures are the claims of a person.
  secret: true,
} as const;

/**
 * Reads a claim file strictly. What it says is checked when a record is opened with it.
 *
 * @param text - JSON of a ClaimFile, at most 1,000,000 characters.
 * @returns the claim file, its addresses in checksum form.
 * @throws ERR_CLAIM_FILE naming the place; ERR_ARGUMENT for an address with a wrong checksum; ERR_JSON.
 * @example
 * parseClaimFile("{}"); // throws ERR_CLAIM_FILE
 */
export function parseClaimFile(text: string): ClaimFile {
  const file = readForm(text, CLAIM_FILE);
  return { ...file, issuer: checksumAddress(file.issuer), wallet: checksumAddress(file.wallet) };
}
