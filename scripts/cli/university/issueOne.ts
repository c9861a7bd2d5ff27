import { rmSync } from "node:fs";
import type { JsonObject } from "@cscss-me/sdk";
import { CscssError, isJsonObject, nowInSeconds, parseJsonStrict, revertInWords } from "@cscss-me/sdk";
import type { Award, IssuerContext } from "@cscss-me/sdk/issue";
import { issueBatch, prepareRecord } from "@cscss-me/sdk/issue";
import type { RecordRequest } from "@cscss-me/sdk/wallet";
import type { Signer } from "ethers";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { Options } from "../frame/Command.ts";
import type { OptionReader } from "../frame/OptionReader.ts";
import { parseTime } from "../frame/times.ts";
import { usageError } from "../terminal/usageError.ts";
import { readRecordRequest } from "./readRecordRequests.ts";

/** What every command that issues a single record takes. */
export const PAYLOAD: Options = {
  claims: { type: "string", value: "FILE", help: "the claims, as JSON" },
  award: { type: "string", value: "NUMBER", help: "your number of the award (default: claims.diplomaNumber)" },
  "valid-until": { type: "string", value: "DATE", help: "last second of validity (default: none)" },
  out: { type: "string", value: "FILE", help: "where to write the claim file for the graduate" },
};

/** A record that is on chain. */
export interface IssuedRecord {
  readonly recordId: string;
  readonly claimFile: string;
  readonly transaction: string;
  readonly gasUsed: bigint;
}

/**
 * Issues or amends one record. The claim file is on the disk before the record is on the chain: without it nobody could
 * open the record.
 *
 * @param by.claimFile - where the claim file goes.
 * @param by.confirm - is shown what is about to be issued, and says whether to.
 * @returns undefined if it was not confirmed.
 * @throws ERR_REVERTED if the wallet refuses.
 */
export async function issueOne(
  issuer: IssuerContext,
  award: Award,
  by: { readonly account: Signer; readonly claimFile: string; readonly confirm: (what: string) => Promise<boolean> },
): Promise<IssuedRecord | undefined> {
  const { account, claimFile, confirm } = by;
  const doing = award.sequence === undefined ? "Issuing" : "Amending";
  if (!(await confirm(`${doing} the ${award.recordType.replaceAll("_", " ")} ${award.award}.`))) return undefined;
  const record = await prepareRecord(issuer, award);
  writeFileSafely(claimFile, `${JSON.stringify(record.claimFile, null, 2)}\n`);
  try {
    const batch = BigInt(nowInSeconds());
    const keyNumber = issuer.signing.number;
    const sent = await issueBatch(account, issuer.organization, { batch, keyNumber, records: [record] });
    const refusal = sent.refused.get(0);
    if (refusal !== undefined) throw new CscssError("ERR_REVERTED", `The wallet refused: ${revertInWords(refusal)}.`);
    const { transactionHash: transaction, gasUsed } = sent;
    return { recordId: record.claimFile.recordId, claimFile, transaction, gasUsed };
  } catch (error) {
    // Where the node fell silent the record may be on chain, and needs its file.
    if (error instanceof CscssError && error.code === "ERR_REVERTED") rmSync(claimFile);
    throw error;
  }
}

/** The claims of --claims, with the award they are of. @throws ERR_USAGE, ERR_JSON, ERR_FILE */
export function readClaims({
  required,
  option,
}: OptionReader): Pick<Award, "claims" | "award" | "validFrom" | "validUntil"> {
  const file = required("claims");
  const value = parseJsonStrict(readTextFile(file), { maxLength: 1_000_000 });
  if (!isJsonObject(value)) throw usageError(`${file} is not a JSON object of claims.`);
  const claims: JsonObject = value;
  const award = option("award") ?? claims.diplomaNumber;
  if (typeof award !== "string") throw usageError("--award is missing, and the claims have no diplomaNumber.");
  const until = option("valid-until");
  const validFrom = parseTime(String(claims.awardDate), "claims: awardDate");
  return { claims, award, validFrom, ...(until && { validUntil: parseTime(until, "valid-until") }) };
}

/** The request of --request, if there is one. @throws ERR_CONSENT for one that is not this organization's */
export function readRequest(
  { option }: OptionReader,
  expected: { readonly chainId: number; readonly organization: string },
): RecordRequest | undefined {
  const file = option("request");
  if (file === undefined) return undefined;
  if (option("type") !== undefined || option("wallet") !== undefined) {
    throw usageError("--request names type and wallet already.");
  }
  return readRecordRequest(file, expected);
}

/** The claims with what the holder handed in, by its salted hashes. */
export function withEvidence(claims: JsonObject, { documents }: RecordRequest): JsonObject {
  if (Object.hasOwn(claims, "evidence"))
    throw usageError("The claims have evidence already; the request's takes its place.");
  return documents.length === 0 ? claims : { ...claims, evidence: documents.map(({ hash }) => hash) };
}
