import { RECORD_TYPE_NAMES, RECORD_TYPES, schemaOf } from "@cscss-me/sdk";

/** Every type of record, with the JSON Schema of its claims. */
export function recordSchemas() {
  return RECORD_TYPE_NAMES.map((recordType) => {
    const { credentialType, schemaId, categories } = RECORD_TYPES[recordType];
    return { recordType, credentialType, schemaId, categories, schema: { ...schemaOf(recordType) } };
  });
}
