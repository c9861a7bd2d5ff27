import { isJsonObject } from "../json/isJsonObject.ts";
import type { JsonValue } from "../json/JsonValue.ts";
import type { IssuerTemplate } from "./IssuerTemplate.ts";
import { isIdentifying } from "./isIdentifying.ts";
import type { RecordTypeName } from "./recordTypes.ts";
import { CATEGORY_SCHEMAS } from "./schemas/categorySchemas.ts";
import { RECORD_SCHEMAS } from "./schemas/recordSchemas.ts";

/**
 * Whether profile 2 may seal a claim on chain: a schema or the template knows it, and neither it nor anything inside its
 * value identifies a person. What nobody knows might, so it stays in the claim file.
 *
 * @example
 * isSealable("degree", "awardTitle", "Master of Science"); // true
 * isSealable("degree", "shoeSize", 43); // false
 */
export function isSealable(
  recordType: RecordTypeName,
  claim: string,
  value: JsonValue,
  template?: IssuerTemplate,
): boolean {
  const schemas = [RECORD_SCHEMAS[recordType], ...Object.values(CATEGORY_SCHEMAS)];
  const fields = [...schemas.map(({ properties = {} }) => properties), template?.fields ?? {}];
  const known = fields.some((properties) => Object.hasOwn(properties, claim));
  return known && !isIdentifying(recordType, claim, template) && !holdsIdentity(value);

  function holdsIdentity(inside: JsonValue): boolean {
    if (Array.isArray(inside)) return inside.some(holdsIdentity);
    if (!isJsonObject(inside)) return false;
    return Object.entries(inside).some(
      ([name, item]) => isIdentifying(recordType, name, template) || holdsIdentity(item),
    );
  }
}
