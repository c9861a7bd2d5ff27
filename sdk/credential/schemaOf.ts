import type { JsonSchema, JsonSchemaDocument } from "../json/JsonSchema.ts";
import type { RecordTypeName } from "./recordTypes.ts";
import { RECORD_TYPES } from "./recordTypes.ts";
import { RECORD_SCHEMAS } from "./schemas/recordSchemas.ts";

/**
 * The JSON Schema (2020-12) of a record type's claims, with its versioned id. `identifying` marks what identifies a
 * person, `diplomaSupplement` where a claim stands in the Diploma Supplement. Never throws.
 *
 * @returns a copy.
 * @source JSON Schema 2020-12.
 * @example
 * schemaOf("degree").$id; // "urn:cscss-me:schema:degree:1"
 */
export function schemaOf(recordType: RecordTypeName): JsonSchemaDocument {
  const { schemaId } = RECORD_TYPES[recordType];
  const schema: JsonSchema = RECORD_SCHEMAS[recordType];
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $id: schemaId, ...structuredClone(schema) };
}
