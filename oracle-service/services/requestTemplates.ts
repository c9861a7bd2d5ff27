import type { RecordTypeName } from "@cscss-me/sdk";

/** A purpose, and what has to be asked for it. Nothing more: whoever asks for less learns less. */
export interface RequestTemplate {
  readonly id: string;
  readonly title: string;
  /** In words the holder reads; to be completed by whoever asks. */
  readonly purpose: string;
  /** Records that can answer it. */
  readonly recordTypes: readonly RecordTypeName[];
  readonly claims: readonly string[];
}

const NAME = ["familyName", "givenName"] as const;

/** The usual purposes. */
export const REQUEST_TEMPLATES: readonly RequestTemplate[] = [
  {
    id: "has-degree",
    title: "Does this person hold a degree?",
    purpose: "Checking that an applicant holds the degree the position requires",
    recordTypes: ["degree"],
    claims: [...NAME, "awardTitle", "awardDate"],
  },
  {
    id: "admission",
    title: "Admission to further study",
    purpose: "Deciding on an application for a programme of study",
    recordTypes: ["degree", "final_examination"],
    claims: [...NAME, "dateOfBirth", "awardTitle", "awardDate", "eqfLevel", "finalGrade", "gradingScale", "credits"],
  },
  {
    id: "credit-transfer",
    title: "Transfer of credits",
    purpose: "Recognising courses passed elsewhere",
    recordTypes: ["transcript"],
    claims: [...NAME, "programmeTitle", "courses", "gradingScale"],
  },
  {
    id: "recognition",
    title: "Recognition of a foreign qualification",
    purpose: "Judging whether a qualification is comparable",
    recordTypes: ["diploma_supplement"],
    claims: [
      ...NAME,
      "dateOfBirth",
      "awardTitle",
      "awardDate",
      "qualificationLevel",
      "officialDuration",
      "courses",
      "gradingScale",
      "nationalHigherEducationSystem",
    ],
  },
  {
    id: "anonymous-level",
    title: "A level, without a name",
    purpose: "Checking the level of education where who it is does not matter",
    recordTypes: ["degree", "final_examination"],
    claims: ["awardTitle", "eqfLevel"],
  },
];
