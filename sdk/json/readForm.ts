import { CscssError } from "../errors/CscssError.ts";
import type { ErrorCode } from "../errors/errorCodes.ts";
import type { FromSchema } from "./FromSchema.ts";
import type { SchemaProblem } from "./findSchemaProblems.ts";
import { findSchemaProblems } from "./findSchemaProblems.ts";
import type { JsonSchema } from "./JsonSchema.ts";
import type { JsonValue } from "./JsonValue.ts";
import { parseJsonStrict } from "./parseJsonStrict.ts";

/** One kind of JSON that is read strictly: what it must be, and how a refusal is told. */
export interface Form<Schema extends JsonSchema = JsonSchema> {
  /** What messages call it, with its article: "The claim file". */
  readonly name: string;
  /** The code of every refusal but ERR_JSON. */
  readonly code: ErrorCode;
  readonly schema: Schema;
  /** How many UTF-16 units the text may have; 65,536 unless given. */
  readonly maxLength?: number;
  /** Whether refusals must not repeat what stands in it. */
  readonly secret?: boolean;
  /** A sentence that follows every refusal. */
  readonly advice?: string;
}

/** What a refusal names besides the place. */
export interface FormOptions {
  /** The file the text comes from. */
  readonly file?: string;
}

/** A member's name can be as long as the whole text. */
const LONGEST_PLACE = 200;

/**
 * Reads a form: strict JSON that fits a schema. The value's type follows from the schema.
 *
 * @throws ERR_JSON if it is not strict JSON; the form's own code for another form, with the place, what was found and
 * what is expected, in the message and in details.
 * @example
 * readForm('{"x":1}', { name: "The point", code: "ERR_ARGUMENT", schema: { type: "object" } }).x; // 1
 */
export function readForm<const Schema extends JsonSchema>(
  text: string,
  form: Form<Schema>,
  options: FormOptions = {},
): FromSchema<Schema> {
  const { maxLength } = form;
  return requireForm(parseJsonStrict(text, maxLength === undefined ? {} : { maxLength }), form, options);
}

/** Checks JSON that was parsed already. @throws the form's own code, as readForm does */
export function requireForm<const Schema extends JsonSchema>(
  value: JsonValue,
  form: Form<Schema>,
  options: FormOptions = {},
): FromSchema<Schema> {
  const { schema, secret = false } = form;
  const problem = findSchemaProblems(value, schema, { first: true, secret }).at(-1);
  if (problem !== undefined) throw formError(form, problem, options);
  return value as FromSchema<Schema>;
}

/** The refusal of a form, also for what no schema says. */
export function formError(
  { name, code, advice }: Omit<Form, "schema">,
  problem: SchemaProblem,
  { file }: FormOptions = {},
): CscssError {
  const { found, expected } = problem;
  const path = problem.path.length > LONGEST_PLACE ? `${problem.path.slice(0, LONGEST_PLACE)}…` : problem.path;
  const place = `${file === undefined ? "" : ` ${file}`} is wrong at #${path}`;
  const message = `${name}${place}: found ${found}, expected ${expected}.${advice === undefined ? "" : ` ${advice}`}`;
  return new CscssError(code, message, { details: { ...(file && { file }), path, found, expected } });
}
