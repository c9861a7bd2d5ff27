import { CscssError } from "../errors/CscssError.ts";
import { canonicalJson } from "../json/canonicalJson.ts";
import type { JsonObject, JsonValue } from "../json/JsonValue.ts";
import type { IssuerTemplate } from "./IssuerTemplate.ts";

/**
 * Completes a record's claims with what its issuer's template presets: fixed claims, and defaults where the record has
 * none. prepareRecord does it for an award that names a template, and then checks the outcome.
 *
 * @param template - as parseTemplate gives it.
 * @returns all claims, the fixed ones included.
 * @throws ERR_CLAIMS if a record states another value for a claim that the template fixes.
 * @example
 * applyTemplate(
 *   {
 *     type: "CscssMeTemplate",
 *     version: 1,
 *     name: "Degrees",
 *     recordType: "degree",
 *     fixed: { organizationName: "Università di Esempio" },
 *   },
 *   { language: "en" },
 * ); // { language: "en", organizationName: "Università di Esempio" }
 */
export function applyTemplate(template: IssuerTemplate, claims: JsonObject): JsonObject {
  const { defaults = {}, fixed = {} } = template;
  const problems = Object.entries(fixed)
    .filter(([name, value]) => Object.hasOwn(claims, name) && !same(claims[name] as JsonValue, value))
    .map(([name, value]) => ({
      path: `/${name}`,
      found: JSON.stringify(claims[name]),
      expected: `${JSON.stringify(value)}, which the template "${template.name}" fixes`,
    }));
  const [first] = problems;
  if (first !== undefined) {
    throw new CscssError(
      "ERR_CLAIMS",
      `A claim differs at ${first.path}: found ${first.found}, expected ${first.expected}.`,
      { details: { recordType: template.recordType, problems } },
    );
  }
  return { ...defaults, ...claims, ...fixed };
}

function same(one: JsonValue, other: JsonValue): boolean {
  return canonicalJson(one) === canonicalJson(other);
}
