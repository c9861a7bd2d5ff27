import type { CategoryName, RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { CATEGORIES, RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import { CscssError } from "../../../sdk/errors/CscssError.ts";
import type { Session } from "../frame/Session.ts";
import { organizationAt } from "../shared/organizationAt.ts";
import { usageError } from "../terminal/usageError.ts";

/** The categories the registry has for an organization; none if it never applied. @throws ERR_ISSUER_UNKNOWN, ERR_NODE_* */
export async function categoriesOf(session: Session, organization: string): Promise<readonly CategoryName[]> {
  const { standing } = await organizationAt(session, organization);
  return standing?.categories ?? [];
}

/** What a type is issued in where nobody says otherwise and the organization may. */
const USUAL: Readonly<Partial<Record<RecordTypeName, CategoryName>>> = {
  certificate: "vocational",
  transcript: "higher_education",
  professional_qualification: "professional",
  provisional_certificate: "higher_education",
};

/** The name of a record type. @throws ERR_USAGE */
export function recordTypeOption(text: string): RecordTypeName {
  if (Object.hasOwn(RECORD_TYPES, text)) return text as RecordTypeName;
  throw usageError(`"${text}" is no record type. Known: ${Object.keys(RECORD_TYPES).join(", ")}.`);
}

/**
 * The category a record type is issued in: the one chosen, else the usual one, else the first the organization may.
 *
 * @param chosen - "higher_education", or "certificate=vocational" for one type; later ones count more.
 * @throws ERR_USAGE; ERR_NOT_ACCREDITED if the organization may issue the type in none.
 */
export function categoryFor(
  type: RecordTypeName,
  chosen: readonly string[],
  accredited: readonly CategoryName[],
): CategoryName {
  for (const choice of chosen.toReversed()) {
    const [left = "", right] = choice.split("=");
    if (right !== undefined && left !== type) continue;
    const name = right ?? left;
    if (!Object.hasOwn(CATEGORIES, name)) throw usageError(`--category "${choice}" names no category.`);
    return name as CategoryName;
  }
  const possible = RECORD_TYPES[type].categories.filter((category) => accredited.includes(category));
  const category = possible.find((one) => one === USUAL[type]) ?? possible[0];
  if (category !== undefined) return category;
  const problem = `The organization is accredited for no category in which a ${type} is issued.`;
  throw new CscssError("ERR_NOT_ACCREDITED", problem, { details: { type, accredited } });
}
