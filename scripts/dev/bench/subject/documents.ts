import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../../../sdk/json/JsonValue.ts";
import type { Document } from "./Document.ts";
import { readClass } from "./readClass.ts";
import { REFERENCE_CLAIMS } from "./referenceClaims.ts";

/** The degree that the figures are about. */
export const REFERENCE_DIPLOMA: Document = { recordType: "degree", claims: REFERENCE_CLAIMS };

/** Words that the published dictionary does not have. */
const PROSE =
  "Awarded after two years of full-time study and a defended dissertation on embedded controllers for tidal turbines, " +
  "with a semester spent abroad and a placement at a harbour authority.";

/** A diploma that has little in common with those the dictionary was written for. */
export const STRANGE_DIPLOMA: Document = {
  recordType: "degree",
  claims: {
    ...REFERENCE_DIPLOMA.claims,
    programmeCode: "QX/77b",
    programmeTitle: "Viticulture & Oenology",
    awardTitle: "Magister rerum naturalium, Weinbau und Kellerwirtschaft",
    iscedCode: "0811",
    credits: 97.5,
    language: "hu",
    awardDate: "2019-02-28",
    finalGrade: "sehr gut (1,4)",
    gradingScale: "1,0 bis 5,0; bestanden bis 4,0",
    distinction: "Förderpreis der Winzerzunft",
    organizationName: "Szőlészeti és Borászati Főiskola",
    country: "HU",
  },
};

const HERE = import.meta.dirname;
const GRADUATES = join(HERE, "..", "..", "demo", "graduates.csv");

/** The file of the demo, as a university sends it. */
export function graduatesFile(): Uint8Array {
  return readFileSync(GRADUATES);
}

/** The diplomas of the demo's class. */
export function readDiplomas(): Document[] {
  return readClass(graduatesFile()).map(({ document }) => document);
}

interface TranscriptEntry {
  readonly student_id: string;
  readonly programme_code: string;
  readonly courses: JsonObject[];
}

/** Transcripts of 18 to 35 courses, the shortest first. */
export function readTranscripts(): Document[] {
  const entries = JSON.parse(readFileSync(join(HERE, "..", "data", "transcripts.json"), "utf8")) as TranscriptEntry[];
  const { courses: _, gradingScale: _scale, ...person } = REFERENCE_DIPLOMA.claims;
  return entries.map(({ student_id, programme_code, courses }) => ({
    recordType: "transcript",
    claims: { ...person, studentId: student_id, programmeCode: programme_code, courses },
  }));
}

/** Sizes of JSON that gas is measured at. */
export const SIZES = ["0.5 KB", "1.5 KB", "4 KB"] as const;

/** One of them. */
export type Size = (typeof SIZES)[number];

/** The content of one document at about each size of JSON; see openJson. */
export function documentsBySize(): Readonly<Record<Size, Document>> {
  const { givenName, familyName, awardTitle, awardDate } = REFERENCE_DIPLOMA.claims;
  const [, , transcript = REFERENCE_DIPLOMA] = readTranscripts();
  return {
    "0.5 KB": {
      recordType: "certificate",
      claims: { givenName, familyName, awardTitle, awardDate } as JsonObject,
    },
    "1.5 KB": { ...REFERENCE_DIPLOMA, claims: { ...REFERENCE_DIPLOMA.claims, description: PROSE } },
    "4 KB": transcript,
  };
}
