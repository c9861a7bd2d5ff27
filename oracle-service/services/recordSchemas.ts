import type { RecordTypeName } from "@cscss-me/sdk";
import { RECORD_TYPES, schemaOf } from "@cscss-me/sdk";

/** Every type of record, with the JSON Schema of its claims. */
export function recordSchemas() {
  return (Object.keys(RECORD_TYPES) as RecordTypeName[]).map((recordType) => {
    const { credentialType, schemaId, categories } = RECORD_TYPES[recordType];
    return { recordType, credentialType, schemaId, categories, schema: { ...schemaOf(recordType) } };
  });
}
