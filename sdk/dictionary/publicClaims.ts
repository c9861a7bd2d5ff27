/**
 * The claims whose values a dictionary may repeat: what was awarded, by whom and under which rules. Not on the list is
 * whatever tells how somebody did, or when, and every text that is written for one person; nor any claim nobody knows.
 */
export const PUBLIC_CLAIMS: ReadonlySet<string> = new Set([
  "programmeCode",
  "programmeTitle",
  "awardTitle",
  "awardTitleOriginal",
  "titleConferred",
  "eqfLevel",
  "nqfLevel",
  "iscedCode",
  "credits",
  "language",
  "gradingScale",
  "organizationName",
  "country",
  "description",
  "learningOutcomes",
  "workloadHours",
  "modeOfStudy",
  "assessmentType",
  "qualityAssurance",
  "mainFieldsOfStudy",
  "awardingInstitution",
  "administeringInstitution",
  "languagesOfInstruction",
  "qualificationLevel",
  "officialDuration",
  "accessRequirements",
  "accessToFurtherStudy",
  "accessToRegulatedProfession",
  "certifyingCapacity",
  "nationalHigherEducationSystem",
  "profession",
  "professionCode",
  "regulatedProfession",
  "specialization",
  "legalBasis",
  "licensingAuthority",
  "jurisdiction",
  "scopeOfPractice",
]);

/** The same, of each of a transcript's courses. */
export const PUBLIC_OF_COURSE: ReadonlySet<string> = new Set(["code", "title", "ects", "language", "localCredits"]);
