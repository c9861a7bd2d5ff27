import type { FromSchema } from "../json/FromSchema.ts";
import type { CategoryName, RecordTypeName } from "./recordTypes.ts";
import type { CATEGORY_SCHEMAS } from "./schemas/categorySchemas.ts";
import type { RECORD_SCHEMAS } from "./schemas/recordSchemas.ts";

/**
 * The claims of a record type, as its schema has them. Others may stand beside them; spread them in.
 *
 * @example
 * const claims: RecordClaims<"degree"> = { awardTitle: "Master of Science", awardDate: "2026-10-04", eqfLevel: 7 };
 */
export type RecordClaims<Type extends RecordTypeName> = FromSchema<(typeof RECORD_SCHEMAS)[Type]>;

/** The claims that a category adds to a record. */
export type CategoryClaims<Category extends CategoryName> = FromSchema<(typeof CATEGORY_SCHEMAS)[Category]>;
