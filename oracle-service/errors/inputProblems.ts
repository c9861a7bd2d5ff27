import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";

const MOST = 20;
const MOST_CHARACTERS = 500;

/** Everything that a schema has against what was sent; empty if the error is of another kind. */
export function inputProblems(error: unknown): InputProblem[] {
  if (!hasZodFastifySchemaValidationErrors(error)) return [];
  const { validation, validationContext = "request" } = error;
  return validation.slice(0, MOST).map(({ instancePath, message = "is wrong" }) => ({
    at: shorten(instancePath === "/" ? validationContext : `${validationContext}${instancePath}`),
    problem: shorten(message),
  }));
}

/** Names of members come from the client, and may be as long as its body. */
function shorten(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** One thing that is wrong in what was sent. */
export interface InputProblem {
  /** Where: "querystring/at", "body/presentation". */
  readonly at: string;
  readonly problem: string;
}
