import { bytesToHex } from "@noble/hashes/utils";
import { ES256KSigner } from "did-jwt";
import { createVerifiableCredentialJwt, verifyCredential } from "did-jwt-vc";
import type { JsonObject } from "../../../../sdk/json/JsonValue.ts";

/** did-jwt-vc as it comes, with an issuer's document of one key in memory. */
export interface DidJwtVc {
  create(claims: JsonObject): Promise<string>;
  /** Verifies a token of this issuer: signature, dates and shape; nothing about revocation, accreditation or the holder. */
  verify(token: string, now: number): Promise<unknown>;
}

export function didJwtVcOf(
  did: string,
  key: { readonly privateKey: Uint8Array; readonly publicKey: Uint8Array },
): DidJwtVc {
  const id = `${did}#delegate-1`;
  const method = {
    id,
    type: "EcdsaSecp256k1VerificationKey2019",
    controller: did,
    publicKeyHex: bytesToHex(key.publicKey),
  };
  const didDocument = { id: did, verificationMethod: [method], assertionMethod: [id], authentication: [id] };
  const answer = {
    didDocument,
    didDocumentMetadata: {},
    didResolutionMetadata: { contentType: "application/did+json" },
  };
  const resolver = { resolve: async () => answer } as unknown as Parameters<typeof verifyCredential>[1];
  const issuer = { did, signer: ES256KSigner(key.privateKey), alg: "ES256K" };
  return {
    create: (claims) => {
      const vc = {
        "@context": ["https://www.w3.org/2018/credentials/v1"],
        type: ["VerifiableCredential"],
        credentialSubject: claims,
      };
      return createVerifiableCredentialJwt({ vc, sub: did, nbf: 1_791_072_000 }, issuer);
    },
    verify: (token, now) => verifyCredential(token, resolver, { policies: { now } }),
  };
}
