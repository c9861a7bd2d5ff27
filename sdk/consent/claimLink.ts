import { createHash, createHmac } from "node:crypto";
import { decodeBase64url, encodeBase64url } from "../bytes/base64url.ts";
import { encodeUint } from "../bytes/encodeUint.ts";
import { decodeHex } from "../bytes/hex.ts";
import { decodeUtf8, encodeUtf8 } from "../bytes/utf8.ts";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { CscssError } from "../errors/CscssError.ts";
import { ADDRESS, CHAIN_ID, closedObject } from "../json/formParts.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import { requireForm } from "../json/readForm.ts";

/**
 * An invitation to consent, for a graduate who has no keys yet. It names nobody: the reference says who is meant to the
 * organization alone. **Whoever has it can consent in the graduate's place**: send it where only the graduate reads.
 */
export interface ClaimLink {
  readonly chainId: number;
  readonly organization: string;
  /** 16 bytes in hex. */
  readonly reference: string;
  /** 16 bytes in hex, of this link alone: a renewed one has another. Any number of consents can be made with it. */
  readonly salt: string;
}

const LABEL = "cscss-me/claim/1";
const CLAIMED = "claim:";
const BYTES16 = { type: "string", pattern: "^[0-9a-f]{32}$", description: "32 hex digits, lower case" } as const;
const CLAIM_LINK = {
  name: "The claim link",
  code: "ERR_CLAIM_LINK",
  schema: closedObject({
    type: { const: "CscssMeClaimLink" },
    version: { const: 1 },
    chainId: CHAIN_ID,
    organization: ADDRESS,
    reference: BYTES16,
    salt: BYTES16,
  }),
  // Whoever has it can consent in the graduate's place.
  secret: true,
} as const;

/**
 * Who is meant, to the organization alone: the first 16 bytes of HMAC-SHA256(record secret, label ‖ chainId (32) ‖
 * organization (20) ‖ SHA-256(student number) (32)). Without the secret nobody can try student numbers.
 */
export function claimReference(
  recordSecret: Uint8Array,
  about: { readonly chainId: number; readonly organization: string; readonly studentId: string },
): string {
  const { chainId, organization, studentId } = about;
  const hmac = createHmac("sha256", recordSecret)
    .update(LABEL)
    .update(encodeUint(BigInt(chainId), 32));
  hmac.update(decodeHex(organization, 20)).update(createHash("sha256").update(studentId, "utf8").digest());
  return hmac.digest("hex").slice(0, 32);
}

/** Writes a link. After the # nothing reaches the page's server. @param base - a page's address, or "cscss:claim". */
export function writeClaimLink(link: ClaimLink, base: string): string {
  const text = JSON.stringify({ type: "CscssMeClaimLink", version: 1, ...link });
  return `${base}#${encodeBase64url(encodeUtf8(text))}`;
}

/** Reads a link strictly; nothing of it but its fragment is looked at. @throws ERR_CLAIM_LINK */
export function parseClaimLink(text: string): ClaimLink {
  const { chainId, organization, reference, salt } = requireForm(parseFragment(text), CLAIM_LINK);
  return { chainId, organization: checksumAddress(organization), reference, salt };
}

function parseFragment(text: string): JsonValue {
  const fragment = text.trim().slice(text.trim().indexOf("#") + 1);
  try {
    return parseJsonStrict(decodeUtf8(decodeBase64url(fragment)), { maxLength: 2000 });
  } catch (error) {
    if (!(error instanceof CscssError)) throw error;
    const problem = "This is not a claim link: what stands after the # is cut off or changed.";
    throw new CscssError("ERR_CLAIM_LINK", problem, { cause: error });
  }
}

/**
 * What stands in a consent in the place of the student number: the link's name, and the first 16 bytes of
 * HMAC-SHA256(salt, label ‖ owner (20)). It shows that its maker had the link, and is good for this owner's wallets
 * alone: whoever reads the consent can make neither the link again nor a consent of their own.
 */
export function claimToken(link: Pick<ClaimLink, "reference" | "salt">, owner: string): string {
  const hmac = createHmac("sha256", Buffer.from(link.salt, "hex")).update(LABEL).update(decodeHex(owner, 20));
  return `${claimName(link)}:${hmac.digest("hex").slice(0, 32)}`;
}

/** What the tokens of one link begin with: the first 12 bytes of SHA-256(label ‖ reference). */
export function claimName({ reference }: Pick<ClaimLink, "reference">): string {
  const hash = createHash("sha256").update(LABEL).update(Buffer.from(reference, "hex"));
  return `${CLAIMED}${hash.digest("hex").slice(0, 24)}`;
}

/** The name of the link a consent says it was made with; undefined where a student number stands there. */
export function claimNameIn(studentId: string): string | undefined {
  return studentId.startsWith(CLAIMED) ? studentId.slice(0, studentId.lastIndexOf(":")) : undefined;
}
