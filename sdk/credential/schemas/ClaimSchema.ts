import type { JsonValue } from "../../json/JsonValue.ts";

/** The part of JSON Schema (2020-12) that claims are described with, and three notes of our own. */
export interface ClaimSchema {
  readonly title?: string;
  /** For people. Beside a pattern it says in words what the pattern wants. */
  readonly description?: string;
  readonly type?: "string" | "number" | "integer" | "boolean" | "array" | "object";
  readonly const?: JsonValue;
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
  readonly items?: ClaimSchema;
  readonly properties?: Readonly<Record<string, ClaimSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: false;
  /** Whether it identifies a person: then profile 2 never seals it on chain. */
  readonly identifying?: boolean;
  /** Where it stands in the Diploma Supplement, for instance "4.3". */
  readonly diplomaSupplement?: string;
}
