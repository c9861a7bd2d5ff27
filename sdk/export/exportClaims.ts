import type { RecordTypeName } from "../credential/recordTypes.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { OpenedRecord } from "../wallet/openRecords.ts";
import type { Exported } from "./Exported.ts";

/** The claims as plain JSON, and beside them what proves them. Times are Unix seconds. */
export interface PlainCredential {
  readonly type: "CscssMeCredential";
  readonly version: 1;
  readonly recordType: RecordTypeName;
  /** DIDs. */
  readonly issuer: string;
  readonly holder: string;
  readonly validFrom: number;
  readonly validUntil?: number;
  readonly claims: JsonObject;
  /** The compact JWT and the disclosures that the claims come from. */
  readonly token: string;
  readonly disclosures: readonly string[];
}

/**
 * A record as plain JSON: its claims by name, for people and programs that want to read them. The token and the
 * disclosures come along, so that it can be imported again and is known if a claim was changed. Never throws.
 *
 * @returns the JSON, with its media type.
 * @example
 * exportClaims(record).content.claims.awardTitle; // "Master of Science in Computer Engineering"
 */
export function exportClaims(record: OpenedRecord): Exported<PlainCredential> {
  const { credential, claims, token, disclosures } = record;
  const { recordType, issuer, holder, validFrom, validUntil } = credential;
  return {
    mediaType: "application/json",
    content: {
      type: "CscssMeCredential",
      version: 1,
      recordType,
      issuer: issuer.did,
      holder: holder.did,
      validFrom,
      ...(validUntil === undefined ? {} : { validUntil }),
      claims: structuredClone(claims),
      token,
      disclosures: [...disclosures],
    },
    signed: true,
    mapped: Object.keys(claims).map((claim) => ({ claim, to: `claims.${claim}` })),
    unmapped: [],
  };
}
