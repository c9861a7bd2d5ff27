import { createJWS } from "did-jwt";
import { encodeBase64url } from "../bytes/base64url.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { sha256 } from "../crypto/sha256.ts";
import { BYTES32, closedObject, RECORD_ID, SECONDS } from "../json/formParts.ts";
import { requireForm } from "../json/readForm.ts";
import { requireDistinct } from "../json/requireDistinct.ts";
import type { DecodedToken } from "../token/decodeToken.ts";
import { decodeToken } from "../token/decodeToken.ts";
import { didJwtSigner } from "../token/didJwtSigner.ts";
import type { TokenSigner } from "../token/TokenSigner.ts";
import type { GrantTerms } from "./GrantTerms.ts";

/** What the holder signs over a presentation. */
export interface KeyBindingClaims {
  /** Unix seconds. */
  readonly iat: number;
  readonly aud: string;
  /** The request's nonce, or the grantId of a standing presentation. */
  readonly nonce: string;
  /** base64url of SHA-256 over the presentation up to and with its last tilde. */
  readonly sd_hash: string;
  /** In a standing presentation: what the grant opens. */
  readonly grant?: GrantTerms;
}

/** A key binding taken apart. **Nothing in it was verified.** */
export interface DecodedKeyBinding {
  readonly token: DecodedToken;
  readonly claims: KeyBindingClaims;
}

const KEY_BINDING = {
  name: "The key binding",
  code: "ERR_KEY_BINDING",
  schema: closedObject(
    {
      iat: SECONDS,
      aud: { type: "string", minLength: 1, maxLength: 200 },
      nonce: { type: "string", minLength: 22, maxLength: 128 },
      sd_hash: { type: "string", pattern: "^[A-Za-z0-9_-]{43}$", description: "base64url of 32 bytes" },
    },
    {
      grant: closedObject({
        salt: BYTES32,
        audience: { type: "string", minLength: 1, maxLength: 200 },
        purpose: { type: "string", maxLength: 500 },
        recordIds: { type: "array", minItems: 1, maxItems: 100, items: RECORD_ID },
      }),
    },
  ),
} as const;

/**
 * Binds a credential and its chosen disclosures to an audience and a nonce with the holder's signature (RFC 9901, 4.3).
 *
 * @returns the whole presentation: `token~disclosure~…~keyBinding`.
 */
export async function bindPresentation(
  credential: { readonly token: string; readonly disclosures: readonly string[] },
  claims: Omit<KeyBindingClaims, "sd_hash">,
  signer: TokenSigner,
): Promise<string> {
  const bound = boundText(credential.token, credential.disclosures);
  const payload = { ...claims, sd_hash: presentationHash(bound) };
  // did-jwt types the header's typ as "JWT", and writes whatever it is given.
  const header = { alg: "ES256K", typ: "kb+jwt" as "JWT" };
  const keyBinding = await createJWS(payload, didJwtSigner(signer), header);
  return bound + keyBinding;
}

/**
 * Takes a key binding apart, strictly. **Verifies nothing.**
 *
 * @throws ERR_TOKEN_* if it is not a strict token, ERR_KEY_BINDING if its claims are not the expected ones.
 */
export function decodeKeyBinding(text: string): DecodedKeyBinding {
  const token = decodeToken(text, "kb+jwt");
  const claims = requireForm(token.payload, KEY_BINDING);
  requireDistinct(claims.grant?.recordIds ?? [], "/grant/recordIds", KEY_BINDING);
  return { token, claims };
}

/**
 * The text a key binding is over: the credential and its disclosures, each with a tilde behind it. Never throws.
 *
 * @source RFC 9901, section 4.3.1.
 * @example
 * boundText("a.b.c", ["WyJ4"]); // "a.b.c~WyJ4~"
 */
export function boundText(token: string, disclosures: readonly string[]): string {
  return [token, ...disclosures, ""].join("~");
}

/** The sd_hash of that text. */
export function presentationHash(bound: string): string {
  return encodeBase64url(sha256(encodeUtf8(bound)));
}
