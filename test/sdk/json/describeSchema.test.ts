import { expect, it } from "vitest";
import type { ClaimSchema } from "../../../sdk/credential/schemas/ClaimSchema.ts";
import { describeSchema } from "../../../sdk/json/describeSchema.ts";

it.each<[ClaimSchema, string]>([
  [{ type: "string" }, "text"],
  [{ type: "string", minLength: 3 }, "text of at least 3 characters"],
  [{ type: "string", minLength: 3, maxLength: 3 }, "text of 3 characters"],
  [{ type: "string", pattern: "^x$" }, "text that matches ^x$"],
  [{ type: "string", pattern: "^x$", description: "an x" }, "an x"],
  [{ type: "string", format: "uri", maxLength: 9 }, "a URI of at most 9 characters"],
  [{ type: "integer" }, "a whole number"],
  [{ type: "integer", minimum: 0 }, "a whole number of at least 0"],
  [{ type: "number", minimum: 1, maximum: 2.5 }, "a number from 1 to 2.5"],
  [{ type: "boolean" }, "true or false"],
  [{ type: "array" }, "a list"],
  [{ type: "array", minItems: 1, items: { type: "boolean" } }, "a list of at least 1 entries, each true or false"],
  [{ type: "object" }, "an object"],
  [{ type: "object", required: ["a", "b"] }, "an object with a, b"],
  [{ type: "object", additionalProperties: false, properties: { a: {} } }, "an object, members: a"],
  [{ type: "object", additionalProperties: false }, "an object, members: none"],
  [{ enum: ["a", 1] }, 'one of "a", 1'],
  [{ const: { a: 1 } }, '{"a":1}'],
  [{}, "any value"],
])("%j is %s in words", (schema, words) => expect(describeSchema(schema)).toBe(words));
