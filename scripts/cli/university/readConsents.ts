import { CscssError } from "@cscss-me/sdk";
import type { HolderConsent } from "@cscss-me/sdk/interim";
import { parseHolderConsent } from "@cscss-me/sdk/interim";
import { jsonFilesIn } from "../files/jsonFilesIn.ts";
import { readTextFile } from "../files/readTextFile.ts";

/** A consent and the file it came in. */
export interface FiledConsent {
  readonly file: string;
  readonly consent: HolderConsent;
}

/** Reads consents from files and folders of files (*.json). @throws ERR_CONSENT, ERR_FILE naming the file. */
export function readConsents(
  paths: readonly string[],
  expected: { readonly chainId: number; readonly organization: string },
): FiledConsent[] {
  return paths.flatMap(jsonFilesIn).map((file) => ({ file, consent: readConsent(file, expected) }));
}

function readConsent(file: string, expected: { chainId: number; organization: string }): HolderConsent {
  const fail = (message: string, cause?: unknown): CscssError =>
    new CscssError("ERR_CONSENT", `${file}: ${message}`, { cause, details: { file } });
  let consent: HolderConsent;
  try {
    consent = parseHolderConsent(readTextFile(file));
  } catch (error) {
    if (error instanceof CscssError && error.code !== "ERR_FILE") throw fail(error.message, error);
    throw error;
  }
  if (consent.chainId !== expected.chainId) throw fail(`It was signed for chain ${consent.chainId}.`);
  if (consent.enrolment.organization !== expected.organization) {
    throw fail(`It was signed for the organization ${consent.enrolment.organization}.`);
  }
  return consent;
}
