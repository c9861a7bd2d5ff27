import { memberInWords } from "../../abi/memberInWords.ts";
import { RECORD_TYPES } from "../../credential/recordTypes.ts";
import { RecordStatus, RecordType, WalletState } from "../../generated/enums.ts";
import { payloadHash } from "../../token/payloadHash.ts";
import { statusReasonInWords, timeInWords } from "../../words/chainWords.ts";
import type { Facts } from "../Facts.ts";
import { timeOfEnds } from "../Facts.ts";
import { failed, notCheckable, passed } from "../judgement.ts";
import type { Judgement } from "../Verification.ts";

/** The wallet is active and has a header for this issuer and accessKey, of the type the credential says it is. */
export function judgeHeader({ presentation, answer }: Facts): Judgement {
  const { state } = answer.wallet;
  if (state === BigInt(WalletState.Deactivated)) {
    return failed("ERR_WALLET_DEACTIVATED", "Withdrawn by the holder: the wallet is deactivated.");
  }
  if (state === BigInt(WalletState.Destroyed)) {
    return failed("ERR_WALLET_DESTROYED", "Withdrawn by the holder: the wallet was destroyed, for good.");
  }
  if (state !== BigInt(WalletState.Active)) {
    return notCheckable(
      "ERR_NODE_BLOCK",
      `The node tells of a wallet in state ${state}, which there is not. Use another.`,
    );
  }
  const { header } = answer;
  if (header.sequence === 0n) {
    return failed("ERR_RECORD_UNKNOWN", "The holder's wallet has no such record of this issuer.");
  }
  const { recordType } = presentation.credential;
  if (header.recordType !== BigInt(RECORD_TYPES[recordType].number)) {
    const found = memberInWords(RecordType, header.recordType);
    return failed("ERR_RECORD_TYPE", `The credential says ${recordType}, the record on chain says ${found}.`);
  }
  return passed(`The record is in the holder's wallet since ${timeInWords(header.issuedAt)}.`, {
    recordId: presentation.credential.recordId,
    blockNumber: Number(header.blockNumber),
    issuedAt: Number(header.issuedAt),
  });
}

/** The token is the one whose hash the organization wrote into the wallet. */
export function judgePayloadHash({ presentation, answer }: Facts): Judgement {
  const hash = payloadHash(presentation.token);
  if (hash === answer.header.payloadHash)
    return passed("The credential is the one in the record.", { payloadHash: hash });
  // An older or later sequence has another hash too; the sequence check says which.
  return failed("ERR_PAYLOAD_HASH", "The credential is not the one in the record.", {
    found: hash,
    expected: answer.header.payloadHash,
  });
}

/** The credential's subject owns the wallet. */
export function judgeOwnerBinding({ presentation, answer }: Facts): Judgement {
  const { holder } = presentation.credential;
  return holder.address === answer.wallet.owner
    ? passed("The credential's subject owns the wallet.", { owner: holder.did })
    : failed("ERR_OWNER", `The credential is about ${holder.did}, but the wallet belongs to ${answer.wallet.owner}.`);
}

/** The credential is the record's latest payload. */
export function judgeSequence({ presentation, answer }: Facts): Judgement {
  const { sequence } = presentation.credential;
  const current = Number(answer.header.payloadSequence);
  if (sequence === current) return passed("It is the latest version.", { sequence });
  return sequence < current
    ? failed("ERR_SUPERSEDED", `This is version ${sequence}; the issuer has replaced it by version ${current}.`)
    : failed("ERR_SEQUENCE", `This says version ${sequence}, but the record has only reached ${current}.`);
}

/** The record is neither revoked nor suspended, and still valid. */
export function judgeStatus(facts: Facts): Judgement {
  const { presentation, answer } = facts;
  const { status, reason, statusAt, validUntil, payloadSequence } = answer.header;
  const { sequence, validUntil: stated = 0 } = presentation.credential;
  const since = `on ${timeInWords(statusAt)} (${statusReasonInWords(reason)})`;
  if (status === BigInt(RecordStatus.Revoked)) return failed("ERR_REVOKED", `The issuer revoked it ${since}.`);
  if (status === BigInt(RecordStatus.Suspended)) return failed("ERR_SUSPENDED", `The issuer suspended it ${since}.`);
  if (status !== BigInt(RecordStatus.Active)) {
    return notCheckable(
      "ERR_NODE_BLOCK",
      `The node tells of a record in status ${status}, which there is not. Use another.`,
    );
  }
  // The header's end belongs to the latest version: of another one it says nothing.
  if (BigInt(sequence) === payloadSequence && BigInt(stated) !== validUntil) {
    return failed("ERR_VALIDITY", "The credential and the record state different ends of validity.");
  }
  if (validUntil !== 0n && timeOfEnds(facts) > validUntil) {
    return failed("ERR_EXPIRED", `It was valid until ${timeInWords(validUntil)}.`);
  }
  return passed(
    validUntil === 0n ? "Not revoked, not suspended, no end of validity." : `Valid until ${timeInWords(validUntil)}.`,
  );
}
