import type { CategoryName, Node, RecordTypeName } from "@cscss-me/sdk";
import { CATEGORIES, RECORD_TYPE_NAMES, RECORD_TYPES } from "@cscss-me/sdk";
import type { CategoryChoice } from "@cscss-me/sdk/issue";
import { organizationAt } from "../shared/organizationAt.ts";
import { usageError } from "../terminal/usageError.ts";

/** The categories the registry has for an organization; none if it never applied. @throws ERR_ISSUER_UNKNOWN, ERR_NODE_* */
export async function categoriesOf(node: Node, organization: string): Promise<readonly CategoryName[]> {
  const { standing } = await organizationAt(node, organization);
  return standing?.categories ?? [];
}

/** The name of a record type. @throws ERR_USAGE */
export function recordTypeOption(text: string): RecordTypeName {
  if (Object.hasOwn(RECORD_TYPES, text)) return text as RecordTypeName;
  throw usageError(`"${text}" is not a record type. Known: ${RECORD_TYPE_NAMES.join(", ")}.`);
}

/** What --category says: "higher_education", or "certificate=vocational" for one type. @throws ERR_USAGE */
export function categoryChoices(texts: readonly string[]): CategoryChoice[] {
  return texts.map((text) => {
    const [left = "", right] = text.split("=");
    const category = right ?? left;
    if (!Object.hasOwn(CATEGORIES, category)) throw usageError(`--category "${text}" does not name a category.`);
    return { category: category as CategoryName, ...(right !== undefined && { recordType: left }) };
  });
}
