import { createHash } from "node:crypto";
import { SDJwtInstance } from "@sd-jwt/core";
import { decodeBase64url, encodeBase64url } from "../../../../sdk/bytes/base64url.ts";
import { encodeUtf8 } from "../../../../sdk/bytes/utf8.ts";
import { nobleSecp256k1 } from "../../../../sdk/crypto/nobleSecp256k1.ts";
import type { JsonObject } from "../../../../sdk/json/JsonValue.ts";
import { memoryTokenSigner } from "../../../../sdk/token/TokenSigner.ts";
import { randomBytes } from "../../demo/Stage.ts";

/** @sd-jwt/core with every claim disclosable and the curve arithmetic our SDK uses. */
export interface SdJwt {
  issue(claims: JsonObject): Promise<string>;
  /** Discloses these claims, with a key binding. */
  present(credential: string, claims: readonly string[], now: number): Promise<string>;
  /** Verifies issuer's signature, digests and key binding; nothing on a chain. */
  verify(presentation: string, now: number): Promise<unknown>;
}

const NONCE = "n".repeat(22);

export function openSdJwt(): SdJwt {
  const [issuer, holder] = [memoryTokenSigner(randomBytes(32)), memoryTokenSigner(randomBytes(32))];
  const signWith = (signer: typeof issuer) => async (data: string) =>
    encodeBase64url(await signer.sign(encodeUtf8(data)));
  const verifyWith = (signer: typeof issuer) => (data: string, signature: string) =>
    nobleSecp256k1.verify(decodeBase64url(signature), encodeUtf8(data), signer.publicKey);
  const instance = new SDJwtInstance({
    signAlg: "ES256K",
    signer: signWith(issuer),
    verifier: verifyWith(issuer),
    kbSignAlg: "ES256K",
    kbSigner: signWith(holder),
    kbVerifier: verifyWith(holder),
    hashAlg: "sha-256",
    hasher: (data, algorithm) => {
      const bytes = typeof data === "string" ? data : new Uint8Array(data);
      return createHash(algorithm.replace("-", "")).update(bytes).digest();
    },
    saltGenerator: (length) => encodeBase64url(randomBytes(length)),
  });
  return {
    issue: (claims) => {
      const frame = { _sd: Object.keys(claims) };
      return instance.issue({ iss: "https://university.example", iat: 1_791_072_000, ...claims }, frame as never);
    },
    present: (credential, claims, now) => {
      const frame = Object.fromEntries(claims.map((name) => [name, true]));
      return instance.present(credential, frame as never, {
        kb: { payload: { iat: now, aud: "verifier", nonce: NONCE } },
      });
    },
    verify: (presentation, now) => instance.verify(presentation, { keyBindingNonce: NONCE, currentDate: now }),
  };
}
