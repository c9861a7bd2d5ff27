import type { JsonObject } from "../../json/JsonValue.ts";
import { presentMembers } from "../../json/presentMembers.ts";
import type { Mapping } from "../openMapping.ts";
import type { ElmWriter } from "./openWriter.ts";

const AT = "credentialSubject.hasClaim.specifiedBy";

/** Texts that the model keeps as notes on the qualification, with their topics. */
const NOTES = {
  titleConferred: "Title conferred",
  qualificationLevel: "Level of the qualification",
  officialDuration: "Official duration of the programme",
  additionalInformation: "Additional information",
  furtherInformation: "Further information sources",
  qualityAssurance: "Quality assurance",
  nationalHigherEducationSystem: "National higher education system",
} as const;

/** The award as a Qualification of the European Learning Model: what it is, whoever gets it. */
export function qualificationOf(mapping: Mapping, write: ElmWriter): JsonObject {
  const level = mapping.number("eqfLevel", `${AT}.eqfLevel`);
  const field = mapping.text("iscedCode", `${AT}.thematicArea`);
  const national = write.labelled(mapping.text("nqfLevel", `${AT}.nqfLevel`));
  const language = write.coded(mapping.text("language", `${AT}.language`));
  const hours = mapping.number("workloadHours", `${AT}.volumeOfLearning`);
  return presentMembers({
    type: "Qualification",
    title: write.text(mapping.text("programmeTitle", `${AT}.title`)),
    altLabel: write.text(mapping.text("awardTitleOriginal", `${AT}.altLabel`)),
    identifier: write.identifier(mapping.text("programmeCode", `${AT}.identifier`), "Programme code"),
    eqfLevel: level === undefined ? undefined : { id: `http://data.europa.eu/snb/eqf/${level}`, type: "Concept" },
    nqfLevel: national && [national],
    thematicArea: [
      ...(field === undefined ? [] : [{ id: `http://data.europa.eu/snb/isced-f/${field}`, type: "Concept" }]),
      ...mapping.texts("mainFieldsOfStudy", `${AT}.thematicArea`).flatMap((name) => write.labelled(name) ?? []),
    ],
    language: language && [language],
    volumeOfLearning: hours === undefined ? undefined : `PT${hours}H`,
    entryRequirement: write.note(mapping.text("accessRequirements", `${AT}.entryRequirement`)),
    learningOutcome: mapping
      .texts("learningOutcomes", `${AT}.learningOutcome`)
      .map((outcome) => ({ type: "LearningOutcome", title: write.text(outcome) ?? {} })),
    additionalNote: Object.entries(NOTES).flatMap(([claim, topic]) => {
      const note = write.note(mapping.text(claim, `${AT}.additionalNote`));
      return note ? { ...note, subject: { type: "Concept", prefLabel: { en: topic } } } : [];
    }),
  });
}
