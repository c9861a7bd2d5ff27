import { Validator } from "@cfworker/json-schema";
import { CscssError } from "../errors/CscssError.ts";
import type { JsonObject } from "../json/JsonValue.ts";
import type { RecordTypeName } from "./recordTypes.ts";
import { schemaOf } from "./schemaOf.ts";

/**
 * Checks the claims of a record against its schema.
 *
 * @throws ERR_CLAIMS naming the path, what was found and what is expected; details.problems has all of them.
 */
export function validateClaims(recordType: RecordTypeName, claims: JsonObject): void {
  const { valid, errors } = new Validator(schemaOf(recordType), "2020-12", false).validate(claims);
  if (valid) return;
  // The validator also reports "properties" for every nested mistake; the last word of each chain is the mistake itself.
  const problems = errors
    .filter(({ keyword }) => keyword !== "properties" && keyword !== "items")
    .map(({ instanceLocation, error }) => ({
      path: instanceLocation,
      found: valueAt(claims, instanceLocation),
      expected: error,
    }));
  const [first] = problems;
  throw new CscssError(
    "ERR_CLAIMS",
    `The claims of the ${recordType} are wrong at ${first?.path}: found ${JSON.stringify(first?.found)}. ${first?.expected}`,
    { details: { recordType, problems } },
  );
}

function valueAt(claims: JsonObject, pointer: string): unknown {
  const names = pointer.split("/").slice(1);
  return names.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], claims);
}
