import type { CategoryName, RecordTypeName } from "../credential/recordTypes.ts";
import { RECORD_TYPES } from "../credential/recordTypes.ts";
import { CscssError } from "../errors/CscssError.ts";

/** Which category somebody chose, for every type of record or for one. */
export interface CategoryChoice {
  readonly category: CategoryName;
  /** The one type it is meant for; absent for all. */
  readonly recordType?: string;
}

/** What a type is issued in where nobody says otherwise and the organization may. */
const USUAL: Readonly<Partial<Record<RecordTypeName, CategoryName>>> = {
  certificate: "vocational",
  transcript: "higher_education",
  professional_qualification: "professional",
  provisional_certificate: "higher_education",
};

/**
 * The category a record type is issued in: the one chosen, else the usual one, else the first the organization may.
 *
 * @param chosen - later ones count more.
 * @param accredited - what the organization may issue in.
 * @returns the name of the category.
 * @throws ERR_NOT_ACCREDITED if the organization may issue the type in none.
 * @example
 * categoryFor("certificate", [], ["higher_education", "vocational"]); // "vocational"
 * categoryFor("degree", [], ["company"]); // throws ERR_NOT_ACCREDITED
 */
export function categoryFor(
  type: RecordTypeName,
  chosen: readonly CategoryChoice[],
  accredited: readonly CategoryName[],
): CategoryName {
  const choice = chosen.findLast(({ recordType }) => recordType === undefined || recordType === type);
  if (choice !== undefined) return choice.category;
  const possible = RECORD_TYPES[type].categories.filter((category) => accredited.includes(category));
  const category = possible.find((one) => one === USUAL[type]) ?? possible[0];
  if (category !== undefined) return category;
  const problem = `The organization is accredited for no category in which a ${type} is issued.`;
  throw new CscssError("ERR_NOT_ACCREDITED", problem, { details: { type, accredited } });
}
