import { rmSync } from "node:fs";
import type { Chain, JsonObject } from "@cscss-me/sdk";
import {
  CscssError,
  deriveAccessKey,
  isJsonObject,
  nowInSeconds,
  parseJsonStrict,
  recordIdOf,
  revertInWords,
} from "@cscss-me/sdk";
import type { Award, IssuerContext } from "@cscss-me/sdk/issue";
import { issueBatch, prepareRecord } from "@cscss-me/sdk/issue";
import type { RecordRequest } from "@cscss-me/sdk/wallet";
import { listRecords } from "@cscss-me/sdk/wallet";
import { readTextFile } from "../files/readTextFile.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { Options } from "../frame/Command.ts";
import type { Session } from "../frame/Session.ts";
import { parseTime } from "../frame/times.ts";
import { usageError } from "../terminal/usageError.ts";
import { readRecordRequest } from "./readRecordRequests.ts";

/** What every command that issues a single record takes. */
export const PAYLOAD: Options = {
  claims: { type: "string", value: "FILE", help: "the claims, as JSON" },
  award: { type: "string", value: "NUMBER", help: "your number of the award; claims.diplomaNumber unless told" },
  "valid-until": { type: "string", value: "DATE", help: "last second of validity; none unless told" },
  out: { type: "string", value: "FILE", help: "where to write the claim file for the graduate" },
};

/**
 * Issues or amends one record. The claim file is on the disk before the record is on the chain: without it nobody could
 * open the record.
 *
 * @throws ERR_REVERTED if the wallet refuses.
 */
export async function issueOne(session: Session, issuer: IssuerContext, award: Award): Promise<undefined> {
  const out = session.required("out");
  const account = await session.account();
  const what = `${award.sequence === undefined ? "Issuing" : "Amending"} the ${award.recordType.replaceAll("_", " ")} ${award.award}.`;
  if (!(await session.approve(what))) return undefined;
  const record = await prepareRecord(issuer, award);
  writeFileSafely(out, `${JSON.stringify(record.claimFile, null, 2)}\n`);
  try {
    const batch = BigInt(nowInSeconds());
    const sent = await issueBatch(account, issuer.organization, {
      batch,
      keyNumber: issuer.signing.number,
      records: [record],
    });
    const refusal = sent.refused.get(0);
    if (refusal !== undefined) throw new CscssError("ERR_REVERTED", `The wallet refused: ${revertInWords(refusal)}.`);
    const { recordId } = record.claimFile;
    const { transactionHash, gasUsed } = sent;
    session.result(
      { recordId, claimFile: out, transaction: transactionHash, gasUsed },
      `Done. Give ${out} to the graduate.`,
    );
  } catch (error) {
    // Where the node fell silent the record may be on chain, and needs its file.
    if (error instanceof CscssError && error.code === "ERR_REVERTED") rmSync(out);
    throw error;
  }
  return undefined;
}

/** The claims of --claims, with the award they are of. @throws ERR_USAGE, ERR_JSON, ERR_FILE */
export function readClaimsOption(session: Session): Pick<Award, "claims" | "award" | "validFrom" | "validUntil"> {
  const file = session.required("claims");
  const value = parseJsonStrict(readTextFile(file), { maxLength: 1_000_000 });
  if (!isJsonObject(value)) throw usageError(`${file} is no JSON object of claims.`);
  const claims: JsonObject = value;
  const award = session.option("award") ?? claims.diplomaNumber;
  if (typeof award !== "string") throw usageError("--award is missing, and the claims have no diplomaNumber.");
  const until = session.option("valid-until");
  const validFrom = parseTime(String(claims.awardDate), "claims: awardDate");
  return { claims, award, validFrom, ...(until && { validUntil: parseTime(until, "valid-until") }) };
}

/** The award's first attempt that is free: each revocation leaves one behind. @throws ERR_ISSUED */
export async function nextAttempt(chain: Chain, issuer: IssuerContext, wallet: string, award: string): Promise<number> {
  const records = await listRecords(chain, wallet);
  for (let attempt = 0; ; attempt++) {
    const recordId = recordIdOfAward(issuer, wallet, award, attempt);
    const found = records.find((record) => record.recordId === recordId && record.issuer === issuer.organization);
    if (found === undefined) return attempt;
    if (found.status === "revoked") continue;
    throw new CscssError("ERR_ISSUED", `The award ${award} is in the wallet already (${found.status}).`, {
      details: { recordId },
    });
  }
}

/** The id of the record that an award has in a wallet. */
export function recordIdOfAward(
  { recordSecret, chainId }: IssuerContext,
  wallet: string,
  award: string,
  attempt: number,
): string {
  return recordIdOf(deriveAccessKey(recordSecret, { chainId, wallet, award, attempt }));
}

/** The request of --request, if there is one. @throws ERR_CONSENT for one that is not this organization's */
export function requestOption(session: Session, chain: Chain, organization: string): RecordRequest | undefined {
  const file = session.option("request");
  if (file === undefined) return undefined;
  if (session.option("type") !== undefined || session.option("wallet") !== undefined) {
    throw usageError("--request says type and wallet already.");
  }
  return readRecordRequest(file, { chainId: chain.network.chainId, organization });
}

/** The claims with what the holder handed in, by its salted hashes. */
export function withEvidence(claims: JsonObject, { documents }: RecordRequest): JsonObject {
  if (Object.hasOwn(claims, "evidence"))
    throw usageError("The claims have evidence already; the request's takes its place.");
  return documents.length === 0 ? claims : { ...claims, evidence: documents.map(({ hash }) => hash) };
}
