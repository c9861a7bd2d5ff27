import type { JsonObject } from "../json/JsonValue.ts";
import { presentMembers } from "../json/presentMembers.ts";
import type { OpenedRecord } from "../wallet/openRecords.ts";
import type { Exported } from "./Exported.ts";
import { achievementOf } from "./elm/achievementOf.ts";
import { openWriter } from "./elm/openWriter.ts";
import { personOf } from "./elm/personOf.ts";
import { isoTime } from "./isoTime.ts";
import { openMapping } from "./openMapping.ts";

/**
 * A record as JSON-LD of the European Learning Model 3. **Unsigned**, and not yet a European Digital Credential that
 * the Commission's tools would seal: it has neither the issuer's eIDAS identifier nor the display parameters one needs.
 * Countries, languages and modes come by code or label, because the European lists know them by other identifiers.
 * Never throws.
 *
 * @param options.language - the language the issuer's texts are in, "en" unless told: the model wants every text marked.
 * @returns the JSON-LD, and which claims it has a place for.
 * @source European Learning Model 3, application profile EDC, context edc-ap.
 * @example
 * exportElm(record).content.type; // ["VerifiableCredential", "EuropeanDigitalCredential"]
 */
export function exportElm(record: OpenedRecord, options: { readonly language?: string } = {}): Exported<JsonObject> {
  const { id, issuer, holder, validFrom, validUntil } = record.credential;
  const mapping = openMapping(record.claims, "The European Learning Model");
  mapping.leave("identityOpening", "it opens the commitment on chain and says nothing about the learning");
  mapping.leave("gradeDistribution", "the model counts grades and has no percentages");
  const write = openWriter(options.language ?? "en");
  const until = validUntil === undefined ? undefined : isoTime(validUntil);
  const content = presentMembers({
    "@context": ["https://www.w3.org/2018/credentials/v1", "http://data.europa.eu/snb/model/context/edc-ap"],
    id: `urn:credential:${id.slice("urn:uuid:".length)}`,
    type: ["VerifiableCredential", "EuropeanDigitalCredential"],
    identifier: write.identifier(mapping.text("diplomaNumber", "identifier"), "Diploma number"),
    issuer: write.organisation({
      id: issuer.did,
      name: mapping.text("organizationName", "issuer.legalName"),
      country: mapping.text("country", "issuer.location.address.countryCode"),
    }),
    issuanceDate: isoTime(validFrom),
    validFrom: isoTime(validFrom),
    expirationDate: until,
    validUntil: until,
    credentialSubject: {
      ...personOf(mapping, holder.did, write),
      hasClaim: [achievementOf(mapping, issuer.did, write)],
    },
  });
  return { mediaType: "application/ld+json", content, signed: false, ...mapping.account() };
}
