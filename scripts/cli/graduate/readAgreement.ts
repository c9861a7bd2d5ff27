import { CscssError, isJsonObject, parseJsonStrict } from "@cscss-me/sdk";
import { parseHolderConsent } from "@cscss-me/sdk/interim";
import type { RecordRequest } from "@cscss-me/sdk/wallet";
import { parseRecordRequest } from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";

/** What a holder has signed for an organization. */
export interface Agreement {
  readonly chainId: number;
  readonly organization: string;
  readonly owner: string;
  readonly nonce: bigint;
  /** If it asks for one record; without it, it is a consent to be enrolled. */
  readonly request: RecordRequest | undefined;
}

/** Reads a consent or a request, whichever the file is. @throws ERR_FILE, ERR_CONSENT naming the file, ERR_JSON */
export function readAgreement(file: string): Agreement {
  const text = readTextFile(file);
  const value = parseJsonStrict(text);
  const type = isJsonObject(value) ? value.type : undefined;
  if (type === "CscssMeRecordRequest") {
    const request = parseRecordRequest(text);
    const { chainId, organization, wallet, consent } = request;
    return { chainId, organization, owner: wallet.owner, nonce: BigInt(consent.nonce), request };
  }
  if (type === "CscssMeConsent") {
    const { chainId, wallet, enrolment } = parseHolderConsent(text);
    const nonce = BigInt(enrolment.enrolment.nonce);
    return { chainId, organization: enrolment.organization, owner: wallet.owner, nonce, request: undefined };
  }
  throw new CscssError("ERR_CONSENT", `${file} is neither a consent nor a request for a record.`, {
    details: { file },
  });
}
