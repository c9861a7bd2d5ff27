import { payloadHash } from "../token/payloadHash.ts";
import { decodeCredential } from "./decodeCredential.ts";
import type { RecordClaims } from "./RecordClaims.ts";

/**
 * Names a record as the subject of a recognition statement: its issuer, its id, and the hash of the very version that
 * was recognized. To see what a statement is about, compare its `recognizedRecord` with this of the other credential.
 *
 * @param token - the compact JWT of the credential that is recognized. **Verify it first.**
 * @returns the value of the claim `recognizedRecord`.
 * @throws ERR_TOKEN_*, ERR_CREDENTIAL, ERR_DID, ERR_RECORD_TYPE
 * @example
 * recognizedRecordOf(record.token).recordId; // "0x32c9d43e3e8fb7a0e84dbe5c9b9a521d"
 */
export function recognizedRecordOf(token: string): RecordClaims<"recognition_statement">["recognizedRecord"] {
  const { issuer, recordId } = decodeCredential(token);
  return { issuer: issuer.did, recordId, payloadHash: payloadHash(token) };
}
