import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ClaimLink } from "@cscss-me/sdk/interim";
import { claimName, claimNameIn, claimReference, claimToken, closedObject, readForm } from "@cscss-me/sdk/interim";
import { lockBeside } from "@cscss-me/sdk/node";
import { readTextFile } from "../files/readTextFile.ts";
import { requirePrivate } from "../files/requirePrivate.ts";
import { writeFileSafely } from "../files/writeFileSafely.ts";
import type { FiledConsent } from "./readConsents.ts";

/** Beside the consents, for no eyes but the organization's. */
const FILE_NAME = ".claim-links";

const LINKS_FILE = {
  name: "The file of claim links",
  code: "ERR_CLAIM_LINK",
  maxLength: 32 * 1024 * 1024,
  schema: closedObject({
    type: { const: "CscssMeClaimLinks" },
    version: { const: 2 },
    links: {
      type: "object",
      additionalProperties: closedObject({ studentId: { type: "string" }, salt: { type: "string" } }),
    },
  }),
  secret: true,
} as const;

/** Who got a link, and what is secret in it. */
interface GivenLink {
  readonly studentId: string;
  readonly salt: string;
}

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
  let given: Map<string, GivenLink>;
  try {
    given = readLinks(file);
  } catch (error) {
    unlock();
    throw error;
  }
  return {
    close: unlock,
    linkFor(studentId, renew) {
      const reference = claimReference(recordSecret, { chainId, organization, studentId });
      const known = renew ? undefined : given.get(reference);
      const salt = known?.salt ?? randomBytes(16).toString("hex");
      given.set(reference, { studentId, salt });
      return { chainId, organization, reference, salt };
    },
    save() {
      const content = { type: "CscssMeClaimLinks", version: 2, links: Object.fromEntries(given) };
      writeFileSafely(file, `${JSON.stringify(content)}\n`, { replace: true });
    },
  };
}

/** Consents by what is known of who made them. */
export interface ResolvedConsents {
  /** Made with a link of the student whose number they have now. */
  readonly claimed: readonly FiledConsent[];
  /** Whoever handed them in wrote the student number. */
  readonly unclaimed: readonly FiledConsent[];
  /** Made with links that were replaced or given out elsewhere, or for another owner's wallets. */
  readonly unknown: readonly FiledConsent[];
}

/**
 * Puts the student numbers back into consents that were made with the claim links kept in these folders. The record
 * secret is not needed: who enrols holders need not have it.
 */
export function resolveClaims(filed: readonly FiledConsent[], folders: readonly string[]): ResolvedConsents {
  const links = folders.flatMap((folder) =>
    [...readLinks(join(folder, FILE_NAME))].map(([reference, link]) => ({ ...link, reference })),
  );
  const byName = Map.groupBy(links, claimName);
  const claimed: FiledConsent[] = [];
  const unclaimed: FiledConsent[] = [];
  const unknown: FiledConsent[] = [];
  for (const one of filed) {
    const { file, consent } = one;
    const name = claimNameIn(consent.studentId);
    const link = byName.get(name ?? "")?.find((given) => claimToken(given, consent.wallet.owner) === consent.studentId);
    if (name === undefined) unclaimed.push(one);
    else if (link !== undefined) claimed.push({ file, consent: { ...consent, studentId: link.studentId } });
    else unknown.push(one);
  }
  return { claimed, unclaimed, unknown };
}

/** The links by their references. */
function readLinks(file: string): Map<string, GivenLink> {
  if (!existsSync(file)) return new Map();
  requirePrivate(file);
  const { links } = readForm(readTextFile(file), LINKS_FILE, { file });
  return new Map(Object.entries(links));
}
