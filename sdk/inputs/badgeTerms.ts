import type { RecordTypeName } from "../credential/recordTypes.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import { presentMembers } from "../json/presentMembers.ts";
import type { JsonPicker } from "./pickJson.ts";

/** The claims that identities of these types are. @source Open Badges Specification 3.0, IdentifierTypeEnum. */
export const IDENTITY_CLAIMS: Readonly<Record<string, string>> = {
  "ext:givenName": "givenName",
  "ext:familyName": "familyName",
  "ext:fullName": "fullName",
  name: "fullName",
  "ext:dateOfBirth": "dateOfBirth",
  emailAddress: "email",
  "ext:studentId": "studentId",
  systemId: "studentId",
  nationalIdentityNumber: "nationalId",
};

/** The type of record that an achievement of this type is issued as. @source Open Badges 3.0, AchievementType. */
export const RECORD_TYPE_OF: Readonly<Record<string, RecordTypeName>> = {
  Competency: "learning_outcome",
  LearningProgram: "certificate",
  Course: "certificate",
  Certificate: "certificate",
  CertificateOfCompletion: "certificate",
  MicroCredential: "certificate",
  Diploma: "certificate",
  Degree: "degree",
  AssociateDegree: "degree",
  BachelorDegree: "degree",
  MasterDegree: "degree",
  DoctoralDegree: "degree",
  ProfessionalDoctorate: "degree",
  ResearchDoctorate: "degree",
  Assessment: "final_examination",
  Certification: "professional_qualification",
  License: "professional_licence",
  "ext:ProvisionalCertificate": "provisional_certificate",
};

const FRAMEWORKS: Readonly<Record<string, string>> = {
  "European Qualifications Framework": "eqfLevel",
  "ISCED-F 2013": "iscedCode",
};

/** Levels and fields of study that the achievement is aligned with. */
export function alignmentOf(achievement: JsonPicker): JsonObject {
  const claims: Record<string, JsonValue> = {};
  for (const target of achievement.objects("alignment")) {
    target.texts("type");
    for (const name of ["targetName", "targetUrl", "targetType"]) target.pass(name);
    const [framework = "", code = ""] = [target.text("targetFramework"), target.text("targetCode")];
    const claim = FRAMEWORKS[framework];
    if (claim === undefined) {
      target.problem("targetFramework", framework || "nothing", Object.keys(FRAMEWORKS).join(" or "));
    } else {
      claims[claim] = claim === "eqfLevel" ? Number(code) : code;
    }
  }
  return claims;
}

/** The final grade with its scale, and the distinction: the results that a record has. */
export function resultsOf(subject: JsonPicker | undefined, achievement: JsonPicker | undefined): JsonObject {
  const names = new Map<string, string>();
  for (const description of achievement?.objects("resultDescription") ?? []) {
    description.texts("type");
    description.pass("resultType");
    names.set(description.text("id") ?? "", description.text("name") ?? "");
  }
  const claims: Record<string, JsonValue> = {};
  for (const result of subject?.objects("result") ?? []) {
    result.texts("type");
    const [of = "", value = ""] = [result.text("resultDescription"), result.text("value")];
    const name = names.get(of) ?? "";
    const [, scale] = /^Final grade(?: \((.*)\))?$/s.exec(name) ?? [];
    const claim = name === "Distinction" ? "distinction" : "finalGrade";
    if (claims[claim] !== undefined) result.problem("value", value, "one grade and one distinction at most");
    claims[claim] = value;
    const gradingScale = scale ?? (name.startsWith("Final grade") ? "" : name);
    if (claim === "finalGrade" && gradingScale !== "") claims.gradingScale = gradingScale;
  }
  return presentMembers(claims);
}
