import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { isJsonObject } from "../../sdk/json/isJsonObject.ts";
import { parseJsonStrict } from "../../sdk/json/parseJsonStrict.ts";
import type { HolderConsent } from "../../sdk/organization/HolderConsent.ts";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { ClaimLink } from "./claimLink.ts";
import { claimReference, claimToken } from "./claimLink.ts";

/** Beside the consents, for no eyes but the organization's. */
const FILE_NAME = ".claim-links";
const LARGEST = 32 * 1024 * 1024;

/** The links an organization has given out; one student has one at a time. */
export interface ClaimLinks {
  /** The student's link: the one given out before, unless there is none or a new one is wanted. */
  linkFor(studentId: string, renew: boolean): ClaimLink;
  save(): void;
}

/** Opens the links kept beside the consents. @throws ERR_CLAIM_LINK if the file is damaged; ERR_KEYSTORE if others can read it */
export function openClaimLinks(
  folder: string,
  context: { readonly chainId: number; readonly organization: string; readonly recordSecret: Uint8Array },
): ClaimLinks {
  const { chainId, organization, recordSecret } = context;
  const file = join(folder, FILE_NAME);
  const salts = readSalts(file);
  return {
    linkFor(studentId, renew) {
      const reference = claimReference(recordSecret, { chainId, organization, studentId });
      const known = renew ? undefined : salts.get(studentId);
      const salt = known ?? randomBytes(16).toString("hex");
      salts.set(studentId, salt);
      return { chainId, organization, reference, salt };
    },
    save() {
      const content = { type: "CscssMeClaimLinks", version: 1, salts: [...salts] };
      writeFileSafely(file, `${JSON.stringify(content)}\n`, { replace: true });
    },
  };
}

/**
 * Puts the student numbers back into consents that were made by claim links. Those of links that were replaced, or are
 * not among these, are left out.
 */
export function resolveClaims(
  consents: readonly HolderConsent[],
  folders: readonly string[],
  context: { readonly chainId: number; readonly organization: string; readonly recordSecret: Uint8Array },
): { readonly consents: HolderConsent[]; readonly unknown: number } {
  const { recordSecret, ...place } = context;
  const students = new Map<string, string>();
  for (const folder of folders) {
    for (const [studentId, salt] of readSalts(join(folder, FILE_NAME))) {
      students.set(claimToken({ reference: claimReference(recordSecret, { ...place, studentId }), salt }), studentId);
    }
  }
  let unknown = 0;
  const resolved = consents.flatMap((consent) => {
    if (!consent.studentId.startsWith("claim:")) return consent;
    const studentId = students.get(consent.studentId);
    if (studentId !== undefined) return { ...consent, studentId };
    unknown++;
    return [];
  });
  return { consents: resolved, unknown };
}

function readSalts(file: string): Map<string, string> {
  if (!existsSync(file)) return new Map();
  requirePrivate(file);
  const value = parseJsonStrict(readTextFile(file), { maxLength: LARGEST });
  const salts = isJsonObject(value) && value.type === "CscssMeClaimLinks" ? value.salts : undefined;
  if (!Array.isArray(salts)) {
    throw new CscssError("ERR_CLAIM_LINK", `${file} holds no claim links.`, { details: { file } });
  }
  return new Map(salts as unknown as readonly [string, string][]);
}
