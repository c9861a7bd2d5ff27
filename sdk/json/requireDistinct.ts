import type { Form } from "./readForm.ts";
import { formError } from "./readForm.ts";

/**
 * Refuses a list with the same text twice. Not by the schema's uniqueItems: the validator compares every item with every
 * other before it looks at their number.
 *
 * @param path - JSON pointer of the list.
 * @throws the form's own code.
 */
export function requireDistinct(list: readonly string[], path: string, form: Omit<Form, "schema">): void {
  if (new Set(list).size === list.length) return;
  throw formError(form, { path, found: "an entry that stands there twice", expected: "each entry once" });
}
