import { checksumAddress } from "../crypto/checksumAddress.ts";
import { parseDid } from "../did/parseDid.ts";
import { CscssError } from "../errors/CscssError.ts";
import { BYTES32, CHAIN_ID, closedObject, DEADLINE } from "../json/formParts.ts";
import { requireForm } from "../json/readForm.ts";
import type { DecodedToken } from "../token/decodeToken.ts";
import { decodeToken } from "../token/decodeToken.ts";
import { recordIdOf } from "./accessKey.ts";
import type { RecordTypeName } from "./recordTypes.ts";
import { RECORD_TYPES, recordTypeOfCredential } from "./recordTypes.ts";

/** A credential taken apart. **Nothing in it was verified.** */
export interface DecodedCredential {
  readonly token: DecodedToken;
  readonly chainId: bigint;
  /** DID and address of the issuer; the same organization everywhere in the token. */
  readonly issuer: { readonly did: string; readonly address: string };
  readonly holder: { readonly did: string; readonly address: string };
  readonly wallet: string;
  readonly accessKey: string;
  readonly recordId: string;
  readonly sequence: number;
  readonly recordType: RecordTypeName;
  readonly id: string;
  /** The number of the key that `kid` names. */
  readonly keyNumber: number;
  readonly validFrom: number;
  readonly validUntil?: number;
}

const TEXT = { type: "string", maxLength: 500 } as const;
const ADVICE = "It was not issued by this system.";

/** Exactly the members signCredential writes. */
const PAYLOAD = {
  name: "The credential",
  code: "ERR_CREDENTIAL",
  advice: ADVICE,
  schema: closedObject(
    {
      vc: closedObject({
        "@context": { const: ["https://www.w3.org/2018/credentials/v1", "urn:cscss-me:context:1"] },
        type: { type: "array", minItems: 2, maxItems: 2, prefixItems: [{ const: "VerifiableCredential" }, TEXT] },
        credentialSubject: { type: "object", not: { anyOf: [{ required: ["id"] }, { required: ["type"] }] } },
        credentialStatus: closedObject({
          id: TEXT,
          type: { const: "CscssMeWalletRecord" },
          chainId: CHAIN_ID,
          wallet: TEXT,
          accessKey: BYTES32,
          sequence: { type: "integer", minimum: 1, maximum: 255 },
        }),
        credentialSchema: closedObject({ id: TEXT, type: { const: "JsonSchema" } }),
      }),
      _sd_alg: { const: "sha-256" },
      cnf: closedObject({ kid: TEXT }),
      sub: TEXT,
      jti: {
        type: "string",
        pattern: "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
        description: "urn:uuid: and a UUID, lower case",
      },
      // Awards are older than 1970.
      nbf: { type: "integer", minimum: -(2 ** 40), maximum: 2 ** 40 - 1 },
      iss: TEXT,
    },
    { exp: DEADLINE },
  ),
} as const;

/**
 * Takes a credential apart and refuses every token that this system would not have written. **Verifies nothing:** who
 * signed it, and whether the chain knows it, is for verifyPresentation.
 *
 * @param text - the compact JWT.
 * @returns its parts, decoded.
 * @throws ERR_TOKEN_* if it is not a strict token; ERR_CREDENTIAL if its payload has another shape, or disagrees with
 * itself; ERR_DID, ERR_RECORD_TYPE.
 * @source RFC 7519; RFC 9901; Verifiable Credentials Data Model 1.1.
 * @example
 * decodeCredential(record.token).recordType; // "degree"
 * decodeCredential("a.b.c"); // throws ERR_TOKEN_FORMAT
 */
export function decodeCredential(text: string): DecodedCredential {
  const token = decodeToken(text, "JWT");
  const payload = requireForm(token.payload, PAYLOAD);
  const status = payload.vc.credentialStatus;
  const [issuer, holder] = [parseDid(payload.iss), parseDid(payload.sub)];
  const chainId = BigInt(status.chainId);
  const wallet = requireAddress(status.wallet);
  const recordId = recordIdOf(status.accessKey);
  const recordType = recordTypeOfCredential(payload.vc.type[1]);
  const keyNumber = keyNumberOf(token.header.kid, payload.iss);

  if (issuer.chainId !== chainId || holder.chainId !== chainId) throw refuse("names more than one chain");
  if (payload.cnf.kid !== `${payload.sub}#controller`) throw refuse("is bound to another key than its subject's");
  if (payload.vc.credentialSchema.id !== RECORD_TYPES[recordType].schemaId) {
    throw refuse("names a schema that is not its type's");
  }
  if (status.id !== `did:ethr:0x${chainId.toString(16)}:${wallet}#${recordId}`) {
    throw refuse("has a credentialStatus whose id and members disagree");
  }
  return {
    token,
    chainId,
    issuer: { did: payload.iss, address: issuer.address },
    holder: { did: payload.sub, address: holder.address },
    wallet,
    accessKey: status.accessKey,
    recordId,
    sequence: status.sequence,
    recordType,
    id: payload.jti,
    keyNumber,
    validFrom: payload.nbf,
    ...(payload.exp === undefined ? {} : { validUntil: payload.exp }),
  };
}

function keyNumberOf(kid: string | undefined, issuer: string): number {
  const prefix = `${issuer}#delegate-`;
  const digits = kid?.startsWith(prefix) ? kid.slice(prefix.length) : "";
  if (!/^[1-9][0-9]{0,4}$/.test(digits) || Number(digits) > 65_535) {
    throw refuse(`names the key "${kid}", which is not one of its issuer's numbered keys`);
  }
  return Number(digits);
}

function requireAddress(text: string): string {
  try {
    if (checksumAddress(text) === text) return text;
  } catch {
    // No address, or with a wrong checksum.
  }
  throw refuse("writes the wallet's address without its checksum");
}

function refuse(problem: string): CscssError {
  return new CscssError("ERR_CREDENTIAL", `The credential ${problem}. ${ADVICE}`, {
    details: { problem },
  });
}
