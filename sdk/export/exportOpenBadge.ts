import type { RecordTypeName } from "../credential/recordTypes.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import { presentMembers } from "../json/presentMembers.ts";
import type { OpenedRecord } from "../wallet/openRecords.ts";
import type { Exported } from "./Exported.ts";
import { isoTime } from "./isoTime.ts";
import type { Mapping } from "./openMapping.ts";
import { openMapping } from "./openMapping.ts";

/** What identifies the holder, by the type an IdentityObject has for it. */
const IDENTITY_TYPES = {
  givenName: "ext:givenName",
  familyName: "ext:familyName",
  fullName: "ext:fullName",
  dateOfBirth: "ext:dateOfBirth",
  email: "emailAddress",
  studentId: "ext:studentId",
  nationalId: "nationalIdentityNumber",
} as const;

const ACHIEVEMENT_TYPES: Readonly<Record<RecordTypeName, string>> = {
  learning_outcome: "Competency",
  degree: "Degree",
  certificate: "Certificate",
  transcript: "ext:Transcript",
  final_examination: "Assessment",
  diploma_supplement: "ext:DiplomaSupplement",
  provisional_certificate: "ext:ProvisionalCertificate",
  professional_qualification: "Certification",
  professional_licence: "License",
  recognition_statement: "ext:RecognitionStatement",
};
const DEGREES: Readonly<Record<number, string>> = { 6: "BachelorDegree", 7: "MasterDegree", 8: "DoctoralDegree" };

/**
 * A record as an Open Badges 3.0 AchievementCredential, in JSON. **Unsigned**: a copy for programs that read badges;
 * the proof stays with the SD-JWT. It leaves out where the status is looked up, because that takes the record's
 * accessKey. Never throws.
 *
 * @returns the JSON, and which claims it has a place for.
 * @source Open Badges Specification 3.0, 1EdTech.
 * @example
 * exportOpenBadge(record).unmapped; // [{ claim: "diplomaNumber", why: "Open Badges 3.0 has no place for it" }, …]
 */
export function exportOpenBadge(record: OpenedRecord): Exported<JsonObject> {
  const { credential, claims } = record;
  const mapping = openMapping(claims, "Open Badges 3.0");
  mapping.leave("courses", "a list of courses belongs into a Comprehensive Learner Record, not into one badge");
  mapping.leave("identityOpening", "it opens the commitment on chain and says nothing about the achievement");
  const uuid = credential.id.slice("urn:uuid:".length);
  const { issuer, holder, validFrom, validUntil } = credential;
  const country = mapping.text("country", "issuer.address.addressCountryCode");
  const results = resultsOf(mapping, uuid);
  const content = presentMembers({
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    id: credential.id,
    type: ["VerifiableCredential", "AchievementCredential"],
    name: mapping.text("awardTitle", "name, credentialSubject.achievement.name"),
    issuer: presentMembers({
      id: issuer.did,
      type: ["Profile"],
      name: mapping.text("organizationName", "issuer.name"),
      address: country === undefined ? undefined : { type: ["Address"], addressCountryCode: country },
    }),
    validFrom: isoTime(validFrom),
    validUntil: validUntil === undefined ? undefined : isoTime(validUntil),
    awardedDate: mapping.day("awardDate", "awardedDate"),
    credentialSubject: presentMembers({
      id: holder.did,
      type: ["AchievementSubject"],
      identifier: identityOf(mapping),
      activityStartDate: mapping.day("studiedFrom", "credentialSubject.activityStartDate"),
      activityEndDate: mapping.day("studiedUntil", "credentialSubject.activityEndDate"),
      creditsEarned: mapping.number("credits", "credentialSubject.creditsEarned"),
      licenseNumber: mapping.text("licenceNumber", "credentialSubject.licenseNumber"),
      result: results.map(({ result }) => result),
      achievement: achievementOf(record, mapping, uuid, results),
    }),
  });
  return { mediaType: "application/json", content, signed: false, ...mapping.account() };
}

function achievementOf({ claims, credential }: OpenedRecord, mapping: Mapping, uuid: string, results: Results) {
  const at = "credentialSubject.achievement";
  const { recordType } = credential;
  const degree = recordType === "degree" ? DEGREES[Number(claims.eqfLevel)] : undefined;
  const title = String(claims.awardTitle);
  const outcomes = mapping.texts("learningOutcomes", `${at}.criteria.narrative`);
  return presentMembers({
    id: `urn:cscss-me:achievement:${uuid}`,
    type: ["Achievement"],
    achievementType: degree ?? ACHIEVEMENT_TYPES[recordType],
    name: title,
    // Both are required; where the issuer states nothing, they say so.
    description: mapping.text("description", `${at}.description`) ?? title,
    criteria: { narrative: outcomes.length > 0 ? outcomes.join("\n\n") : "Not stated by the issuer." },
    humanCode: mapping.text("programmeCode", `${at}.humanCode`),
    fieldOfStudy: mapping.text("programmeTitle", `${at}.fieldOfStudy`),
    specialization: mapping.text("specialization", `${at}.specialization`),
    inLanguage: languageOf(mapping, claims, `${at}.inLanguage`),
    alignment: alignmentOf(mapping, `${at}.alignment`),
    resultDescription: results.map(({ description }) => description),
  });
}

type Results = readonly { readonly result: JsonObject; readonly description: JsonObject }[];

function resultsOf(mapping: Mapping, uuid: string): Results {
  const grade = mapping.text("finalGrade", "credentialSubject.result");
  const distinction = mapping.text("distinction", "credentialSubject.result");
  const scale =
    grade === undefined
      ? undefined
      : mapping.text("gradingScale", "credentialSubject.achievement.resultDescription.name");
  const results = [
    { key: "final-grade", name: scale === undefined ? "Final grade" : `Final grade (${scale})`, value: grade },
    { key: "distinction", name: "Distinction", value: distinction },
  ];
  return results.flatMap(({ key, name, value }) => {
    if (value === undefined) return [];
    const id = `urn:cscss-me:result:${uuid}:${key}`;
    return {
      result: { type: ["Result"], resultDescription: id, value },
      description: { id, type: ["ResultDescription"], name, resultType: "Result" },
    };
  });
}

function identityOf(mapping: Mapping): JsonObject[] {
  return Object.entries(IDENTITY_TYPES).flatMap(([claim, identityType]) => {
    const value = mapping.text(claim, "credentialSubject.identifier");
    return value === undefined ? [] : { type: "IdentityObject", hashed: false, identityHash: value, identityType };
  });
}

function alignmentOf(mapping: Mapping, to: string): JsonObject[] {
  const level = mapping.number("eqfLevel", to);
  const field = mapping.text("iscedCode", to);
  const eqf = {
    targetName: `EQF level ${level}`,
    targetUrl: `http://data.europa.eu/snb/eqf/${level}`,
    targetFramework: "European Qualifications Framework",
    targetCode: String(level),
  };
  const isced = {
    targetName: `ISCED-F ${field}`,
    targetUrl: `http://data.europa.eu/snb/isced-f/${field}`,
    targetFramework: "ISCED-F 2013",
    targetCode: String(field),
  };
  return [...(level === undefined ? [] : [eqf]), ...(field === undefined ? [] : [isced])].map((target) => ({
    type: ["Alignment"],
    ...target,
  }));
}

/** The form of language tag the specification takes is narrower than ours. */
function languageOf(mapping: Mapping, { language }: JsonObject, to: string): string | undefined {
  if (/^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/.test(String(language)))
    return mapping.text("language", to);
  mapping.leave("language", "Open Badges 3.0 takes no language tag of this form");
  return undefined;
}
