import type { JsonValue } from "./JsonValue.ts";

/** The types that JSON has. */
export type JsonTypeName = "string" | "number" | "integer" | "boolean" | "array" | "object" | "null";

/** The part of JSON Schema (2020-12) that forms are described with. */
export interface JsonSchema {
  /** For people. Beside a pattern it says in words what the pattern wants. */
  readonly description?: string;
  readonly type?: JsonTypeName | readonly JsonTypeName[];
  readonly const?: JsonConstant;
  readonly enum?: readonly (string | number)[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: "date" | "email" | "uri";
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly maxProperties?: number;
  readonly additionalProperties?: false | JsonSchema;
  readonly not?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  /** Into `$defs` of the outermost schema. */
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A schema that stands alone, with its dialect and its name. */
export interface JsonSchemaDocument extends JsonSchema {
  readonly $schema: string;
  readonly $id: string;
}

/** A value a schema can demand to the letter. */
/** A constant in a schema. */
export type JsonConstant = JsonValue | readonly JsonConstant[];
