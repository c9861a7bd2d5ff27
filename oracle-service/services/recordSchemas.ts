import type { RecordTypeName } from "../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../sdk/credential/recordTypes.ts";
import { schemaOf } from "../../sdk/credential/schemaOf.ts";

/** Every type of record, with the JSON Schema of its claims. */
export function recordSchemas() {
  return (Object.keys(RECORD_TYPES) as RecordTypeName[]).map((recordType) => {
    const { credentialType, schemaId, categories } = RECORD_TYPES[recordType];
    return { recordType, credentialType, schemaId, categories, schema: { ...schemaOf(recordType) } };
  });
}
