import type { Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { createJWS } from "did-jwt";
import { encodeBase64url } from "../bytes/base64url.ts";
import { encodeUtf8 } from "../bytes/utf8.ts";
import { sha256 } from "../crypto/sha256.ts";
import { CscssError } from "../errors/CscssError.ts";
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

const GRANT: Schema = {
  type: "object",
  properties: {
    salt: { type: "string", pattern: "^0x[0-9a-f]{64}$" },
    audience: { type: "string", minLength: 1, maxLength: 200 },
    purpose: { type: "string", maxLength: 500 },
    recordIds: {
      type: "array",
      minItems: 1,
      maxItems: 100,
      items: { type: "string", pattern: "^0x[0-9a-f]{32}$" },
    },
  },
  required: ["salt", "audience", "purpose", "recordIds"],
  additionalProperties: false,
};

const CLAIMS = new Validator(
  {
    type: "object",
    properties: {
      iat: { type: "integer", minimum: 0, maximum: 2 ** 40 - 1 },
      aud: { type: "string", minLength: 1, maxLength: 200 },
      nonce: { type: "string", minLength: 22, maxLength: 128 },
      sd_hash: { type: "string", pattern: "^[A-Za-z0-9_-]{43}$" },
      grant: GRANT,
    },
    required: ["iat", "aud", "nonce", "sd_hash"],
    additionalProperties: false,
  },
  "2020-12",
);

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
  const { valid, errors } = CLAIMS.validate(token.payload);
  if (!valid) {
    const { instanceLocation = "#", error = "unknown" } = errors.at(-1) ?? {};
    throw new CscssError("ERR_KEY_BINDING", `The key binding is wrong at ${instanceLocation}: ${error}`);
  }
  const claims = token.payload as unknown as KeyBindingClaims;
  // Not by the schema's uniqueItems: the validator compares every item with every other before it looks at their number.
  const recordIds = claims.grant?.recordIds ?? [];
  if (new Set(recordIds).size !== recordIds.length) {
    throw new CscssError(
      "ERR_KEY_BINDING",
      "The key binding is wrong at #/grant/recordIds: a record stands there twice.",
    );
  }
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
