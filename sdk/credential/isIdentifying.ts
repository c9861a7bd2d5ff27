import type { IssuerTemplate } from "./IssuerTemplate.ts";
import type { RecordTypeName } from "./recordTypes.ts";
import type { ClaimSchema } from "./schemas/ClaimSchema.ts";
import { CATEGORY_SCHEMAS } from "./schemas/categorySchemas.ts";
import { RECORD_SCHEMAS } from "./schemas/recordSchemas.ts";

/**
 * Whether a claim of this record type identifies a person, so that profile 2 must not seal it. One voice is enough: the
 * record type's schema, any category's or the template's, about the claim or anything inside it. A claim nobody knows
 * does not count as identifying, unless its name is that of one which does, in other letters (`given_name`). Never
 * throws.
 *
 * @param template - what it marks adds to the schema's marks; it cannot take one away.
 * @param claim - the claim's name.
 * @returns true if profile 2 must not seal it.
 * @example
 * isIdentifying("degree", "givenName"); // true
 */
export function isIdentifying(recordType: RecordTypeName, claim: string, template?: IssuerTemplate): boolean {
  const plain = plainName(claim);
  if (MARKED[recordType].has(plain)) return true;
  return template !== undefined && markedIn({ properties: template.fields ?? {} }).includes(plain);
}

/** The plain names that the record type's schema, or any category's, marks. */
const MARKED: Readonly<Record<RecordTypeName, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries(RECORD_SCHEMAS).map(([recordType, schema]) => [
    recordType,
    new Set([schema, ...Object.values(CATEGORY_SCHEMAS)].flatMap(markedIn)),
  ]),
) as unknown as Record<RecordTypeName, ReadonlySet<string>>;

function markedIn({ properties = {} }: ClaimSchema): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => (marksPerson(schema) ? [plainName(name)] : []));
}

function marksPerson({ identifying, items, properties = {} }: ClaimSchema): boolean {
  return (
    identifying === true || (items !== undefined && marksPerson(items)) || Object.values(properties).some(marksPerson)
  );
}

/** A name without what people write in one way or another: `Date_of-Birth` is `dateofbirth`. */
function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}
