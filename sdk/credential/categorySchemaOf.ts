import type { JsonSchema, JsonSchemaDocument } from "../json/JsonSchema.ts";
import type { CategoryName } from "./recordTypes.ts";
import { CATEGORY_SCHEMAS } from "./schemas/categorySchemas.ts";

/**
 * The JSON Schema (2020-12) of what a category adds to the claims of the records issued in it. Never throws.
 *
 * @returns a copy.
 * @source JSON Schema 2020-12.
 * @example
 * categorySchemaOf("higher_education").$id; // "urn:cscss-me:schema:category-higher-education:1"
 */
export function categorySchemaOf(category: CategoryName): JsonSchemaDocument {
  const $id = `urn:cscss-me:schema:category-${category.replaceAll("_", "-")}:1`;
  const schema: JsonSchema = CATEGORY_SCHEMAS[category];
  return { $schema: "https://json-schema.org/draft/2020-12/schema", $id, ...structuredClone(schema) };
}
