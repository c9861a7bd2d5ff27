import { memberInWords } from "../../abi/memberInWords.ts";
import { encodeHex } from "../../bytes/hex.ts";
import { encodeUtf8 } from "../../bytes/utf8.ts";
import { CATEGORIES, RECORD_TYPES } from "../../credential/recordTypes.ts";
import { keyBytes } from "../../did/keyBytes.ts";
import { AccreditationStatus, Category, KeyPurpose, WithdrawalReason } from "../../generated/enums.ts";
import { decodeCountry } from "../../registry/decodeCountry.ts";
import { standingInWords } from "../../registry/standingInWords.ts";
import { timeInWords } from "../../words/chainWords.ts";
import type { Facts } from "../Facts.ts";
import { failed, notCheckable, passed, withoutDocument } from "../judgement.ts";
import type { Judgement } from "../Verification.ts";

/** The issuer is an organization of the pinned factory. The header is then read under this very issuer, or there is none. */
export function judgeIssuerBinding({ presentation, answer }: Facts): Judgement {
  const { issuer } = presentation.credential;
  return answer.issuerIsOrganization
    ? passed(`The issuer is ${answer.issuerName} (${decodeCountry(answer.issuerCountry)}).`, { issuer: issuer.did })
    : failed("ERR_ISSUER_UNKNOWN", `${issuer.did} is not an organization of this network.`);
}

/** The token verifies with the key that contract and DID document name for it, at the block it was issued in. */
export async function judgeSignature({ presentation, answer, issuerKeys, curve }: Facts): Promise<Judgement> {
  const { issuer, keyNumber, token } = presentation.credential;
  const { header, key } = answer;
  if (BigInt(keyNumber) !== header.keyNumber) {
    return failed("ERR_KEY_NUMBER", `The credential names key ${keyNumber}, the record key ${header.keyNumber}.`);
  }
  const publicKey = keyBytes(key);
  if (!curve.verify(token.signature, encodeUtf8(token.signingInput), publicKey)) {
    return failed(
      "ERR_SIGNATURE",
      "The issuer's signature does not fit: the credential was changed or made by another.",
    );
  }
  const place = { did: issuer.did, keyNumber, blockNumber: Number(header.blockNumber) };
  const hex = encodeHex(publicKey).slice(2);
  try {
    const inDocument = await issuerKeys.lookUp(place, hex);
    if (inDocument !== hex) {
      return notCheckable(
        "ERR_DID_DOCUMENT",
        "The issuer's DID document of that block lacks the key, or has another: the node may lack logs. Use another node.",
        { ...place },
      );
    }
  } catch (error) {
    return withoutDocument(error);
  }
  issuerKeys.remember(place, hex);
  return passed(`Signed with the issuer's key ${keyNumber}.`, { ...place });
}

/** The key was not in wrong hands when it issued this. */
export function judgeKeyStanding({ answer }: Facts): Judgement {
  const { header, key } = answer;
  if (key.purpose !== BigInt(KeyPurpose.Signing) || header.issuedAt < key.from || header.issuedAt > key.until) {
    return failed("ERR_KEY_STANDING", "The key was not one the issuer could sign with at that time.");
  }
  if (key.compromisedSince !== 0n && key.compromisedSince <= header.issuedAt) {
    const since = timeInWords(key.compromisedSince);
    return failed("ERR_KEY_COMPROMISED", `The key was in wrong hands since ${since}, before this was issued.`);
  }
  const ended = key.ended === 0n ? "" : ` It was ended on ${timeInWords(key.ended)}, which changes nothing here.`;
  return passed(`The key was good when this was issued.${ended}`);
}

/**
 * The issuer was accredited for the record's category when it issued, and the category is one that issues such records.
 * Today's standing is told, and decides nothing.
 */
export function judgeAccreditation({ presentation, answer }: Facts): Judgement {
  const { header, atIssuance, issuer } = answer;
  const evidence = { today: inWords(issuer), issuedAt: Number(header.issuedAt) };
  if (issuer.fraudSince !== 0n && issuer.fraudSince <= header.issuedAt) {
    const since = timeInWords(issuer.fraudSince);
    return failed(
      "ERR_ISSUER_FRAUD",
      `The issuer was found fraudulent; what it issued since ${since} is void.`,
      evidence,
    );
  }
  if (atIssuance.status !== BigInt(AccreditationStatus.Accredited)) {
    const then = inWords(atIssuance);
    return failed("ERR_NOT_ACCREDITED", `The issuer was not accredited when it issued this, but ${then}.`, evidence);
  }
  if (((atIssuance.categories >> header.category) & 1n) === 0n) {
    return failed(
      "ERR_NOT_ACCREDITED",
      "The issuer was not accredited for this category when it issued this.",
      evidence,
    );
  }
  const { recordType } = presentation.credential;
  const { categories } = RECORD_TYPES[recordType];
  if (!categories.some((name) => BigInt(CATEGORIES[name]) === header.category)) {
    const category = memberInWords(Category, header.category);
    return failed("ERR_CATEGORY", `The issuer issued a ${recordType} as ${category}, which issues none.`, evidence);
  }
  const still = issuer.status === BigInt(AccreditationStatus.Accredited);
  return passed(
    still
      ? "The issuer was accredited when it issued this, and still is."
      : `The issuer was accredited when it issued this; today it is ${evidence.today}.`,
    evidence,
  );
}

/** Whatever numbers a node answers with, and also for one that never applied. */
function inWords({ status, reason }: { readonly status: bigint; readonly reason: bigint }): string {
  return standingInWords({
    status: memberInWords(AccreditationStatus, status),
    reason: memberInWords(WithdrawalReason, reason),
  });
}
