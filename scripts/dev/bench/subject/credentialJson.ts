import { RECORD_TYPES } from "../../../../sdk/credential/recordTypes.ts";
import { didOf } from "../../../../sdk/did/didOf.ts";
import type { JsonObject } from "../../../../sdk/json/JsonValue.ts";
import type { Document } from "./Document.ts";

/** Whose credential it is; all addresses. */
export interface Place {
  readonly chainId: bigint;
  readonly issuer: string;
  readonly holder: string;
}

/** Bytes of claims below which a document is written in the least form W3C allows, or it would not be small. */
const SMALL = 200;

/**
 * The credential as the JSON that somebody without sealing would put on chain: a W3C credential with its claims in the
 * open and with our members, but without digests, salts and signature.
 */
export function openJson({ recordType, claims }: Document, { chainId, issuer, holder }: Place): string {
  const { credentialType, schemaId } = RECORD_TYPES[recordType];
  const subject: JsonObject = { id: didOf(chainId, holder), ...claims };
  const least: JsonObject = {
    "@context": ["https://www.w3.org/2018/credentials/v1", "urn:cscss-me:context:1"],
    type: ["VerifiableCredential", credentialType],
    issuer: didOf(chainId, issuer),
    issuanceDate: "2026-10-04T00:00:00Z",
    credentialSubject: subject,
  };
  if (JSON.stringify(claims).length < SMALL) return JSON.stringify(least);
  return JSON.stringify({
    ...least,
    id: "urn:uuid:9714a9eb-e99e-41b5-8089-bff91f07d875",
    // Somebody without our wallets has another status here, of about this length.
    credentialStatus: {
      id: `${didOf(chainId, holder)}#0x${"1".repeat(32)}`,
      type: "CscssMeWalletRecord",
      chainId: Number(chainId),
      wallet: holder,
      accessKey: `0x${"5".repeat(64)}`,
      sequence: 1,
    },
    credentialSchema: { id: schemaId, type: "JsonSchema" },
  });
}
