import type { JsonObject } from "../../sdk/json/JsonValue.ts";
import type { Award } from "./GraduateRow.ts";

/** The claims of a row, as the schema of awards names them. An empty cell is no claim. */
export function awardClaims(row: Award): JsonObject {
  const { recordType: _type, ...cells } = row;
  const { studentId, givenName, familyName, dateOfBirth, email, programmeCode, programmeTitle, awardTitle } = cells;
  const { eqfLevel, iscedCode, credits, language, awardDate, finalGrade, gradingScale, distinction, diplomaNumber } =
    cells;
  return {
    givenName,
    familyName,
    dateOfBirth,
    email,
    studentId,
    diplomaNumber,
    programmeCode,
    programmeTitle,
    awardTitle,
    eqfLevel,
    iscedCode,
    credits,
    language,
    awardDate,
    finalGrade,
    gradingScale,
    ...(distinction === "" ? {} : { distinction }),
  };
}
