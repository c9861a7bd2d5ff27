import { createVerifiableCredentialJwt } from "did-jwt-vc";
import { didOf } from "../did/didOf.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { didJwtSigner } from "../token/didJwtSigner.ts";
import type { TokenSigner } from "../token/TokenSigner.ts";
import { recordIdOf } from "./accessKey.ts";
import type { RecordTypeName } from "./recordTypes.ts";
import { RECORD_TYPES } from "./recordTypes.ts";

/** Everything a credential says in the open. */
export interface CredentialInput {
  readonly chainId: bigint;
  /** Address of the organization. */
  readonly issuer: string;
  /** Address that owns the wallet. */
  readonly holder: string;
  readonly wallet: string;
  readonly accessKey: string;
  /** The payload sequence it is issued under. */
  readonly sequence: number;
  readonly recordType: RecordTypeName;
  /** A random UUID, new for every payload sequence. */
  readonly uuid: string;
  /** The award date the issuer states, in Unix seconds. It decides nothing. */
  readonly validFrom: number;
  /** Last second of validity; absent for none. */
  readonly validUntil?: number;
  /** Claims that everybody sees. */
  readonly visible: JsonObject;
  /** The digests of the claims that can be disclosed. */
  readonly digests: readonly string[];
}

/**
 * Signs a credential: a VC-JWT (VCDM 1.1) that is at the same time the issuer's part of an SD-JWT.
 *
 * @param key - the signer, and the number its key has in the organization's contract.
 */
export function signCredential(
  input: CredentialInput,
  key: { readonly signer: TokenSigner; readonly number: number },
): Promise<string> {
  const { chainId, accessKey, sequence, validUntil } = input;
  const [issuer, holder, wallet] = [input.issuer, input.holder, input.wallet].map((address) => didOf(chainId, address));
  const type = RECORD_TYPES[input.recordType];
  const payload = {
    vc: {
      "@context": ["https://www.w3.org/2018/credentials/v1", "urn:cscss-me:context:1"],
      type: ["VerifiableCredential", type.credentialType],
      credentialSubject: { ...input.visible, _sd: [...input.digests].sort() },
      credentialStatus: {
        id: `${wallet}#${recordIdOf(accessKey)}`,
        type: "CscssMeWalletRecord",
        chainId: Number(chainId),
        wallet: input.wallet,
        accessKey,
        sequence,
      },
      credentialSchema: { id: type.schemaId, type: "JsonSchema" },
    },
    _sd_alg: "sha-256",
    cnf: { kid: `${holder}#controller` },
    sub: holder as string,
    jti: `urn:uuid:${input.uuid}`,
    nbf: input.validFrom,
    ...(validUntil === undefined ? {} : { exp: validUntil }),
  };
  return createVerifiableCredentialJwt(
    payload,
    { did: issuer as string, signer: didJwtSigner(key.signer), alg: "ES256K" },
    { header: { typ: "JWT", kid: `${issuer}#delegate-${key.number}` } },
  );
}
