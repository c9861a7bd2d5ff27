import type { JsonSchema, JsonTypeName } from "../../json/JsonSchema.ts";

type Checked =
  | "description"
  | "const"
  | "enum"
  | "minLength"
  | "maxLength"
  | "pattern"
  | "format"
  | "minimum"
  | "maximum"
  | "minItems"
  | "maxItems"
  | "uniqueItems"
  | "required";

/** The part of JSON Schema (2020-12) that claims are described with, and three notes of our own. */
export interface ClaimSchema extends Pick<JsonSchema, Checked> {
  readonly title?: string;
  readonly type?: Exclude<JsonTypeName, "null">;
  readonly items?: ClaimSchema;
  readonly properties?: Readonly<Record<string, ClaimSchema>>;
  readonly additionalProperties?: false;
  /** Whether it identifies a person: then profile 2 never seals it on chain. */
  readonly identifying?: boolean;
  /** Where it stands in the Diploma Supplement, for instance "4.3". */
  readonly diplomaSupplement?: string;
}
