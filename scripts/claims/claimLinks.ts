import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { CscssError } from "../../sdk/errors/CscssError.ts";
import { isJsonObject } from "../../sdk/json/isJsonObject.ts";
import { parseJsonStrict } from "../../sdk/json/parseJsonStrict.ts";
import type { HolderConsent } from "../../sdk/organization/HolderConsent.ts";
import { lockBeside } from "../batch/lockBeside.ts";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { ClaimLink } from "./claimLink.ts";
import { claimName, claimNameIn, claimReference, claimToken } from "./claimLink.ts";

/** Beside the consents, for no eyes but the organization's. */
const FILE_NAME = ".claim-links";
const LARGEST = 32 * 1024 * 1024;

/** The links an organization has given out; one student has one at a time. */
export interface ClaimLinks {
  /** The student's link: the one given out before, unless there is none or a new one is wanted. */
  linkFor(studentId: string, renew: boolean): ClaimLink;
  save(): void;
  /** Lets others open them. */
  close(): void;
}

/**
 * Opens the links kept beside the consents, for one process at a time: of two that read, add and write the later would
 * forget what the other has given out.
 *
 * @throws ERR_BUSY while another has them open; ERR_CLAIM_LINK if the file is damaged; ERR_KEYSTORE if others can read it
 */
export function openClaimLinks(
  folder: string,
  context: { readonly chainId: number; readonly organization: string; readonly recordSecret: Uint8Array },
): ClaimLinks {
  const { chainId, organization, recordSecret } = context;
  const file = join(folder, FILE_NAME);
  const unlock = lockBeside(file);
  let salts: Map<string, string>;
  try {
    salts = readSalts(file);
  } catch (error) {
    unlock();
    throw error;
  }
  return {
    close: unlock,
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

/** Consents by what is known of who made them. */
export interface ResolvedConsents {
  /** Made with a link of the student whose number they have now. */
  readonly claimed: readonly HolderConsent[];
  /** Whoever handed them in wrote the student number. */
  readonly unclaimed: readonly HolderConsent[];
  /** How many were made with links that were replaced or given out elsewhere, or for another owner's wallets. */
  readonly unknown: number;
}

/** Puts the student numbers back into consents that were made with the claim links kept in these folders. */
export function resolveClaims(
  consents: readonly HolderConsent[],
  folders: readonly string[],
  context: { readonly chainId: number; readonly organization: string; readonly recordSecret: Uint8Array },
): ResolvedConsents {
  const { recordSecret, ...place } = context;
  const links = folders.flatMap((folder) =>
    [...readSalts(join(folder, FILE_NAME))].map(([studentId, salt]) => {
      return { studentId, salt, reference: claimReference(recordSecret, { ...place, studentId }) };
    }),
  );
  const byName = Map.groupBy(links, claimName);
  const claimed: HolderConsent[] = [];
  const unclaimed: HolderConsent[] = [];
  let unknown = 0;
  for (const consent of consents) {
    const name = claimNameIn(consent.studentId);
    const link = byName.get(name ?? "")?.find((one) => claimToken(one, consent.wallet.owner) === consent.studentId);
    if (name === undefined) unclaimed.push(consent);
    else if (link !== undefined) claimed.push({ ...consent, studentId: link.studentId });
    else unknown++;
  }
  return { claimed, unclaimed, unknown };
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
