import type { ErrorCode } from "../errors/errorCodes.ts";
import { ownError } from "../errors/ownError.ts";
import type { CheckId, Judgement } from "./Verification.ts";

type Evidence = Readonly<Record<string, unknown>>;

/** The check passes. */
export function passed(message: string, evidence?: Evidence): Judgement {
  return { outcome: "passed", message, ...(evidence && { evidence }) };
}

/** The credential is not good. */
export function failed(code: ErrorCode, message: string, evidence?: Evidence): Judgement {
  return { outcome: "failed", code, message, ...(evidence && { evidence }) };
}

/** Nothing is known against the credential, but the check could not be made. */
export function notCheckable(code: ErrorCode, message: string, evidence?: Evidence): Judgement {
  return { outcome: "notCheckable", code, message, ...(evidence && { evidence }) };
}

/** The check could not be made, because a DID document cannot be had. @throws the error, if it says anything else */
export function withoutDocument(error: unknown): Judgement {
  const { code, message, details } = ownError(error);
  if (code !== "ERR_DID_DOCUMENT") throw error;
  return notCheckable(code, message, details);
}

/** There is nothing to check, or it rests on something that did not pass. */
export function skipped(message: string): Judgement {
  return { outcome: "skipped", message };
}

/** The check was not made, because it rests on one that did not pass. */
export function restsOnAnother(id: CheckId): Judgement {
  return skipped(`Not made, because it rests on "${id}".`);
}
