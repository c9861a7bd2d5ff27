import { decodeCredential } from "../../sdk/credential/decodeCredential.ts";
import type { RecordTypeName } from "../../sdk/credential/recordTypes.ts";
import { resolveDisclosures } from "../../sdk/disclosure/resolveDisclosures.ts";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { organizationInterface } from "../../sdk/generated/Organization.ts";
import type { ItemInput } from "../../sdk/generated/structs.ts";
import type { JsonObject } from "../../sdk/json/JsonValue.ts";
import { payloadHash } from "../../sdk/token/payloadHash.ts";
import type { PreparedBatch } from "./preparedFile.ts";

/** One record of a prepared batch, as its credential says it. */
export interface ReviewedRecord {
  readonly award: string;
  readonly recordType: RecordTypeName;
  readonly claims: JsonObject;
}

/**
 * Reads what a prepared batch would put on chain: from the very call that is approved, with the credentials whose hashes
 * stand in it. So nobody is shown another diploma than the one that is issued.
 *
 * @throws ERR_PREPARED if a credential is not the one of the call.
 */
export function reviewBatch({ data, items, credentials }: PreparedBatch): readonly ReviewedRecord[] {
  const call = organizationInterface.decodeFunctionData("issueBatch", data);
  const calls = call.items as readonly ItemInput[];
  if (calls.length !== items.length || calls.length !== credentials.length) {
    throw new CscssError("ERR_PREPARED", `The call has ${calls.length} records, the file tells of ${items.length}.`);
  }
  return calls.map((item, index) => {
    const { award = "", recordId } = items[index] ?? {};
    const [token = "", ...rest] = credentials[index]?.split("~") ?? [];
    const credential = decodeCredential(token);
    const { claims, problems } = resolveDisclosures(credential.token.payload, rest.slice(0, -1));
    const agrees =
      payloadHash(token) === item.payloadHash &&
      credential.recordId === item.record.recordId &&
      credential.recordId === recordId &&
      credential.keyNumber === Number(call.keyNumber) &&
      (credential.validUntil ?? 0) === Number(item.validUntil) &&
      problems.length === 0;
    if (!agrees) {
      const problem = `The credential shown for award ${award} is not the one that would be issued. Approve nothing of it.`;
      throw new CscssError("ERR_PREPARED", problem, { details: { award } });
    }
    return { award, recordType: credential.recordType, claims };
  });
}
