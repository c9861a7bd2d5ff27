import type { Schema } from "@cfworker/json-schema";
import type { RecordTypeName } from "./recordTypes.ts";
import { RECORD_TYPES } from "./recordTypes.ts";
import award from "./schemas/award.json" with { type: "json" };

/** The JSON Schema (2020-12) of a record type's claims. */
export function schemaOf(recordType: RecordTypeName): Schema {
  const required = recordType === "transcript" ? [...award.required, "courses"] : award.required;
  return { ...(award as Schema), $id: RECORD_TYPES[recordType].schemaId, required };
}

/** Whether this claim of this record type identifies a person. Claims the schema does not know do not count as such. */
export function isIdentifying(recordType: RecordTypeName, claim: string): boolean {
  const { properties = {} } = schemaOf(recordType);
  const schema = Object.hasOwn(properties, claim) ? properties[claim] : undefined;
  return typeof schema === "object" && schema.identifying === true;
}
