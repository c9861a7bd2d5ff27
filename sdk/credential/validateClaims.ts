import { CscssError } from "../errors/CscssError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import { findSchemaProblems } from "../json/findSchemaProblems.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { IssuerTemplate } from "./IssuerTemplate.ts";
import type { CategoryName, RecordTypeName } from "./recordTypes.ts";
import type { ClaimSchema } from "./schemas/ClaimSchema.ts";
import { CATEGORY_SCHEMAS } from "./schemas/categorySchemas.ts";
import { RECORD_SCHEMAS } from "./schemas/recordSchemas.ts";

/** What else than the record type has a say in the claims. */
export interface ClaimRules {
  readonly category?: CategoryName;
  readonly template?: IssuerTemplate;
}

/** So many mistakes stand in the message; details.problems has all. */
const MOST_IN_MESSAGE = 5;

/**
 * Checks claims against the schema of their record type, and of the category and template where they are given. Claims
 * that no schema names pass.
 *
 * @throws ERR_CLAIMS naming for each mistake the path, what was found and what is expected; details.problems is a list
 * of { path, found, expected }. ERR_JSON for what JSON cannot carry.
 * @source JSON Schema 2020-12, the words that ClaimSchema has.
 * @example
 * validateClaims("degree", { awardTitle: "", awardDate: "2026-02-30" }); // throws ERR_CLAIMS
 */
export function validateClaims(recordType: RecordTypeName, claims: JsonObject, rules: ClaimRules = {}): void {
  canonicalJson(claims);
  const { category, template } = rules;
  const schemas: readonly ClaimSchema[] = [
    RECORD_SCHEMAS[recordType],
    ...(category === undefined ? [] : [CATEGORY_SCHEMAS[category]]),
    ...(template === undefined ? [] : [{ properties: template.fields ?? {}, required: template.required ?? [] }]),
  ];
  const problems = schemas.flatMap((schema) => findSchemaProblems(claims, schema));
  if (problems.length === 0) return;
  const sentences = problems
    .slice(0, MOST_IN_MESSAGE)
    .map(({ path, found, expected }) => `At ${path}: found ${found}, expected ${expected}.`);
  const more = problems.length > MOST_IN_MESSAGE ? ` And ${problems.length - MOST_IN_MESSAGE} more.` : "";
  throw new CscssError("ERR_CLAIMS", `The claims of the ${recordType} are wrong. ${sentences.join(" ")}${more}`, {
    details: { recordType, problems },
  });
}
