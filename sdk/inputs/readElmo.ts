import type { JsonObject } from "../json/JsonValue.ts";
import { presentMembers } from "../json/presentMembers.ts";
import type { ElmoRules } from "./elmoCourses.ts";
import { birthOf, coursesOf, dateOf, partsOf, resultOf } from "./elmoCourses.ts";
import type { GraduateRow, RowProblem } from "./GraduateRow.ts";
import type { XmlPicker } from "./pickXml.ts";
import { pickXml } from "./pickXml.ts";
import { readXml } from "./readXml.ts";

/** @source EMREX ELMO, all versions 1.x and 2.x. */
const NAMESPACES = [
  "https://github.com/emrex-eu/elmo-schemas/tree/v1",
  "https://github.com/emrex-eu/elmo-schemas/tree/v2",
];
/** The schema has a title for programmes and courses, and none for a list of results. */
const TRANSCRIPT_TITLE = "Transcript of records";

/** What has to be said about an ELMO file that it does not say itself. */
export interface ElmoOptions {
  /** What problems and results call the file. */
  readonly place: string;
  /** Which of several texts is taken; "en" unless told. */
  readonly language?: string;
  /** The type of the learner's identifier that is the student number; the only one but the national, unless told. */
  readonly studentIdentifier?: string;
  readonly leftOut?: readonly string[];
}

/**
 * Reads the awards of an ELMO file by the rules of docs/INPUTS.md: each degree programme with a result is a degree, all
 * other results of a report are one transcript. Whatever has no place in a record is a problem, unless it is left out.
 *
 * @throws ERR_INPUT for what is no XML that is read here, or no ELMO.
 */
export function readElmo(text: string, options: ElmoOptions): { rows: GraduateRow[]; problems: RowProblem[] } {
  const { place, language = "en", leftOut = [] } = options;
  const problems: RowProblem[] = [];
  const root = readXml(text);
  const elmo = pickXml(root, `/${root.name}`, { place, problems, leftOut, namespace: root.namespace });
  if (root.name !== "elmo" || !NAMESPACES.includes(root.namespace)) {
    elmo.problem(elmo.path, `<${root.name}> of "${root.namespace}"`, `<elmo> of "${NAMESPACES.join('" or "')}"`);
    return { rows: [], problems };
  }
  elmo.text("generatedDate");
  const person = learnerOf(elmo, options);
  const rows = elmo.many("report").flatMap((report) => rowsOf(report, person, { place, language }));
  elmo.finish();
  return { rows: problems.length > 0 ? [] : rows, problems };
}

function learnerOf(elmo: XmlPicker, { studentIdentifier }: ElmoOptions): JsonObject & { readonly studentId: string } {
  const learner = elmo.one("learner");
  if (learner === undefined) {
    elmo.problem(elmo.path, "no learner", "a learner");
    return { studentId: "" };
  }
  const identifiers = learner.many("identifier").map(({ element }) => element);
  const ofType = (type: string | undefined) => identifiers.filter(({ attributes }) => attributes.type === type);
  const national = ofType("nationalIdentifier")[0]?.text;
  const others = identifiers.filter(({ attributes }) => attributes.type !== "nationalIdentifier");
  const [student, second] = studentIdentifier === undefined ? others : ofType(studentIdentifier);
  if (student === undefined || student.text === "" || second !== undefined) {
    const types = identifiers.map(({ attributes }) => attributes.type).join(", ") || "no identifier";
    const expected = "one identifier that is the student number; name its type with --student-identifier";
    learner.problem(`${learner.path}/identifier`, types, expected);
  }
  for (const other of others.filter((one) => one !== student)) {
    const expected = "nothing: a record has one student number and one national identifier";
    learner.problem(`${learner.path}/identifier`, `type ${other.attributes.type}`, expected);
  }
  return {
    ...presentMembers({
      givenName: learner.text("givenNames"),
      familyName: learner.text("familyName"),
      birthName: learner.text("birthName"),
      // The name in the learner's own script, which version 2 has.
      fullName: learner.text("alternativeName"),
      dateOfBirth: birthOf(learner, "bday") ?? birthOf(learner, "dateOfBirth"),
      placeOfBirth: learner.text("placeOfBirth"),
      citizenshipCountry: learner.text("citizenship"),
      gender: learner.text("gender"),
      nationalId: national,
    }),
    studentId: student?.text ?? "",
  };
}

function rowsOf(
  report: XmlPicker,
  person: JsonObject & { readonly studentId: string },
  { place, language }: { readonly place: string; readonly language: string },
): GraduateRow[] {
  const about = { ...person, ...issuerOf(report, language) };
  const issued = dateOf(report, "issueDate");
  const scales = report.many("gradingScheme").map((scheme): [string, string] => {
    return [scheme.element.attributes.localId ?? "", scheme.inLanguage("description", language).chosen ?? ""];
  });
  const rules = { language, scales: new Map(scales) };
  const all = report.many("learningOpportunitySpecification");
  const rowOf = (at: XmlPicker, recordType: "degree" | "transcript", claims: JsonObject): GraduateRow => {
    const { awardDate, diplomaNumber } = claims;
    if (awardDate === undefined) at.problem(at.path, "no date", "a date of the award, or of issue in the report");
    return {
      place: `${place} ${at.path}`,
      studentId: person.studentId,
      diplomaNumber: String(diplomaNumber),
      recordType,
      awardDate: String(awardDate),
      claims,
    };
  };
  const degrees = all.filter(isDegree).map((programme) => {
    return rowOf(programme, "degree", { ...about, ...degreeOf(programme, rules, person.studentId, issued) });
  });
  const others = all.filter((one) => !isDegree(one));
  if (others.length === 0) return degrees;
  const { courses, scale } = coursesOf(others, rules);
  const transcript = presentMembers({
    ...about,
    awardTitle: TRANSCRIPT_TITLE,
    awardDate: issued,
    gradingScale: scale,
    diplomaNumber: `${person.studentId}/${issued ?? ""}`,
    courses,
  });
  return [...degrees, rowOf(report, "transcript", transcript)];
}

function isDegree({ element }: XmlPicker): boolean {
  return element.children.some((child) => child.name === "type" && child.text === "Degree Programme");
}

function degreeOf(programme: XmlPicker, rules: ElmoRules, studentId: string, issued: string | undefined): JsonObject {
  programme.text("type");
  const result = resultOf(programme, rules);
  const { title, code, levels, status, localCredits } = result;
  if (status !== undefined && status !== "passed") {
    programme.problem(`${programme.path}/specifies`, `status ${status}`, "a programme that was passed");
  }
  if (localCredits !== undefined) programme.unusable("credit", "credits that are not ECTS", "ECTS");
  if (result.term !== undefined) {
    programme.unusable("academicTerm", "an academic term", "none: a degree has the dates of its studies");
  }
  const strange = [...levels.keys()].find((type) => type !== "EQF" && type !== "NQF");
  if (strange !== undefined) programme.unusable("level", `a level of type "${strange}"`, "EQF or NQF");
  const eqf = levels.get("EQF");
  if (eqf !== undefined && !/^[1-8]$/.test(eqf)) programme.unusable("level", `EQF level ${eqf}`, "a level from 1 to 8");
  const { courses } = coursesOf(partsOf(programme), rules, result.scale);
  return presentMembers({
    awardTitle: title.chosen,
    awardTitleOriginal: title.other,
    programmeCode: code,
    iscedCode: programme.text("iscedCode"),
    description: programme.inLanguage("description", rules.language).chosen,
    eqfLevel: eqf === undefined ? undefined : Number(eqf),
    nqfLevel: levels.get("NQF"),
    credits: result.ects,
    language: result.language,
    studiedFrom: result.start,
    awardDate: result.date ?? issued,
    finalGrade: result.grade,
    gradingScale: result.scale,
    workloadHours: result.hours,
    diplomaNumber: result.number ?? `${studentId}/${code ?? title.chosen ?? ""}`,
    courses,
  });
}

/** Who issues the record is its organization; of the report's issuer only the name and country are claims. */
function issuerOf(report: XmlPicker, language: string): JsonObject {
  const issuer = report.one("issuer");
  if (issuer === undefined) return {};
  issuer.many("identifier");
  issuer.text("url");
  return presentMembers({
    organizationName: issuer.inLanguage("title", language).chosen,
    country: issuer.text("country"),
  });
}
