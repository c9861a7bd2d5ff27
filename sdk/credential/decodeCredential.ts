import type { Schema } from "@cfworker/json-schema";
import { Validator } from "@cfworker/json-schema";
import { checksumAddress } from "../crypto/checksumAddress.ts";
import { parseDid } from "../did/parseDid.ts";
import { CscssError } from "../errors/CscssError.ts";
import type { JsonObject } from "../json/JsonValue.ts";
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

const TEXT: Schema = { type: "string", maxLength: 500 };
const TIME: Schema = { type: "integer", minimum: 0, maximum: 2 ** 40 - 1 };

const closed = (properties: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema => ({
  type: "object",
  properties: { ...properties, ...optional },
  required: Object.keys(properties),
  additionalProperties: false,
});

/** Exactly the members signCredential writes: one more might mean something to another reader, so it is refused. */
const PAYLOAD = new Validator(
  closed(
    {
      vc: closed({
        "@context": { const: ["https://www.w3.org/2018/credentials/v1", "urn:cscss-me:context:1"] },
        type: { type: "array", minItems: 2, maxItems: 2, prefixItems: [{ const: "VerifiableCredential" }, TEXT] },
        credentialSubject: { type: "object", not: { anyOf: ["id", "type"].map((name) => ({ required: [name] })) } },
        credentialStatus: closed({
          id: TEXT,
          type: { const: "CscssMeWalletRecord" },
          chainId: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
          wallet: TEXT,
          accessKey: { type: "string", pattern: "^0x[0-9a-f]{64}$" },
          sequence: { type: "integer", minimum: 1, maximum: 255 },
        }),
        credentialSchema: closed({ id: TEXT, type: { const: "JsonSchema" } }),
      }),
      _sd_alg: { const: "sha-256" },
      cnf: closed({ kid: TEXT }),
      sub: TEXT,
      jti: { type: "string", pattern: "^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$" },
      // Awards are older than 1970.
      nbf: { type: "integer", minimum: -(2 ** 40), maximum: 2 ** 40 - 1 },
      iss: TEXT,
    },
    { exp: { ...TIME, minimum: 1 } },
  ),
  "2020-12",
);

/** The payload after the schema held. */
interface Payload {
  vc: {
    type: [string, string];
    credentialSubject: JsonObject;
    credentialStatus: { id: string; chainId: number; wallet: string; accessKey: string; sequence: number };
    credentialSchema: { id: string };
  };
  cnf: { kid: string };
  sub: string;
  jti: string;
  nbf: number;
  exp?: number;
  iss: string;
}

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
  const { valid, errors } = PAYLOAD.validate(token.payload);
  if (!valid) throw refuse(`is wrong at ${errors.at(-1)?.instanceLocation}: ${errors.at(-1)?.error}`);
  const payload = token.payload as unknown as Payload;
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
    throw refuse(`names the key "${kid}", which is none of its issuer's numbered keys`);
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
  return new CscssError("ERR_CREDENTIAL", `The credential ${problem}. It was not issued by this system.`, {
    details: { problem },
  });
}
