import type { JsonObject } from "../../json/JsonValue.ts";
import { presentMembers } from "../../json/presentMembers.ts";
import type { Mapping } from "../openMapping.ts";
import type { ElmWriter } from "./openWriter.ts";
import { qualificationOf } from "./qualificationOf.ts";

const AT = "credentialSubject.hasClaim";
const ENTITLEMENTS = {
  accessToFurtherStudy: "Access to further study",
  accessToRegulatedProfession: "Access to a regulated profession",
} as const;
const COURSE_MEMBERS = ["code", "title", "ects", "grade", "date", "language"];

/** The record as a LearningAchievement of the European Learning Model: what this person achieved. */
export function achievementOf(mapping: Mapping, issuer: string, write: ElmWriter): JsonObject {
  return presentMembers({
    id: "urn:epass:learningAchievement:1",
    type: "LearningAchievement",
    title: write.text(mapping.text("awardTitle", `${AT}.title`)),
    description: write.text(mapping.text("description", `${AT}.description`)),
    awardedBy: presentMembers({
      type: "AwardingProcess",
      awardingBody: [
        institutionOf(mapping, "awardingInstitution", `${AT}.awardedBy.awardingBody`, write, issuer) ?? {
          id: issuer,
          type: "Organisation",
        },
      ],
      awardingDate: mapping.day("awardDate", `${AT}.awardedBy.awardingDate`),
    }),
    creditReceived: write.credits(mapping.number("credits", `${AT}.creditReceived`)),
    provenBy: assessmentOf(mapping, write),
    influencedBy: activityOf(mapping, write),
    specifiedBy: [qualificationOf(mapping, write)],
    entitlesTo: Object.entries(ENTITLEMENTS).flatMap(([claim, title]) => {
      const note = write.note(mapping.text(claim, `${AT}.entitlesTo`));
      return note ? { type: "LearningEntitlement", title: { en: title }, additionalNote: [note] } : [];
    }),
    hasPart: coursesOf(mapping, write),
  });
}

function institutionOf(mapping: Mapping, claim: string, to: string, write: ElmWriter, id?: string) {
  const institution = mapping.object(claim, to);
  if (institution === undefined) return undefined;
  const text = (member: string) => textOf(institution, member);
  if (text("status") !== undefined || text("website") !== undefined) {
    mapping.leave(claim, "of an institution only the names and the country have a place");
  }
  const names = { name: text("name"), nameOriginal: text("nameOriginal"), country: text("country") };
  return write.organisation({ ...names, ...(id === undefined ? {} : { id }) });
}

function assessmentOf(mapping: Mapping, write: ElmWriter): JsonObject[] {
  const at = `${AT}.provenBy`;
  const grade = write.note(mapping.text("finalGrade", `${at}.grade`));
  const scale = write.text(mapping.text("gradingScale", `${at}.specifiedBy.gradingScheme.title`));
  const distinction = write.note(mapping.text("distinction", `${at}.additionalNote`));
  if (!(grade || scale || distinction)) return [];
  const assessment = presentMembers({
    type: "LearningAssessment",
    title: { en: "Overall classification" },
    grade,
    specifiedBy: scale && {
      type: "LearningAssessmentSpecification",
      title: { en: "Grading" },
      gradingScheme: { type: "GradingScheme", title: scale },
    },
    additionalNote: distinction && [distinction],
  });
  return [assessment];
}

function activityOf(mapping: Mapping, write: ElmWriter): JsonObject[] {
  const at = `${AT}.influencedBy`;
  const mode = write.labelled(mapping.text("modeOfStudy", `${at}.specifiedBy.mode`));
  const languages = mapping.texts("languagesOfInstruction", `${at}.specifiedBy.language`);
  const director = institutionOf(mapping, "administeringInstitution", `${at}.directedBy`, write);
  const period = presentMembers({
    startDate: mapping.day("studiedFrom", `${at}.temporal.startDate`),
    endDate: mapping.day("studiedUntil", `${at}.temporal.endDate`),
  });
  const specification = presentMembers({
    mode: mode && [mode],
    language: languages.flatMap((language) => write.coded(language) ?? []),
  });
  const title = { en: "Studies" };
  const activity = presentMembers({
    temporal: isEmpty(period) ? [] : [{ type: "PeriodOfTime", ...period }],
    directedBy: director && [director],
    specifiedBy: isEmpty(specification) ? {} : { type: "LearningActivitySpecification", title, ...specification },
  });
  return isEmpty(activity) ? [] : [{ type: "LearningActivity", title, ...activity }];
}

function coursesOf(mapping: Mapping, write: ElmWriter): JsonObject[] {
  const courses = mapping.objects("courses", `${AT}.hasPart`);
  const left = new Set(courses.flatMap(Object.keys).filter((member) => !COURSE_MEMBERS.includes(member)));
  if (left.size > 0) mapping.leave("courses", `of each course, ${[...left].join(", ")} has no place`);
  return courses.map((course, index) => {
    const grade = write.note(textOf(course, "grade"));
    const language = write.coded(textOf(course, "language"));
    const date = textOf(course, "date");
    return presentMembers({
      id: `urn:epass:learningAchievement:${index + 2}`,
      type: "LearningAchievement",
      title: write.text(textOf(course, "title")),
      identifier: write.identifier(textOf(course, "code"), "Course code"),
      awardedBy: date === undefined ? {} : { type: "AwardingProcess", awardingDate: `${date}T00:00:00Z` },
      creditReceived: write.credits(typeof course.ects === "number" ? course.ects : undefined),
      provenBy: grade && [{ type: "LearningAssessment", title: { en: "Grade" }, grade }],
      specifiedBy: language && [{ type: "LearningAchievementSpecification", language: [language] }],
    });
  });
}

function textOf(members: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(members, name) ? members[name] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isEmpty(members: JsonObject): boolean {
  return Object.keys(members).length === 0;
}
