import type { CategoryName, RecordTypeName } from "./recordTypes.ts";
import { RECORD_TYPE_NAMES, RECORD_TYPES } from "./recordTypes.ts";

/**
 * The types of record that are issued in a category. Never throws.
 *
 * @returns their names, in the order of RECORD_TYPES.
 * @example
 * recordTypesOf("company"); // ["learning_outcome", "certificate", "final_examination"]
 */
export function recordTypesOf(category: CategoryName): RecordTypeName[] {
  return RECORD_TYPE_NAMES.filter((name) => RECORD_TYPES[name].categories.some((allowed) => allowed === category));
}
