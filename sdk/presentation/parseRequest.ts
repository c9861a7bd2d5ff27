import { Validator } from "@cfworker/json-schema";
import { CscssError } from "../errors/CscssError.ts";
import { parseJsonStrict } from "../json/parseJsonStrict.ts";
import type { PresentationRequest } from "./PresentationRequest.ts";

const REQUEST = new Validator(
  {
    type: "object",
    properties: {
      type: { const: "CscssMeRequest" },
      audience: { type: "string", minLength: 1, maxLength: 200, not: { const: "any" } },
      nonce: { type: "string", pattern: "^[A-Za-z0-9_-]{22,128}$" },
      purpose: { type: "string", minLength: 1, maxLength: 500 },
      claims: { type: "array", minItems: 1, maxItems: 100, items: { type: "string", minLength: 1 } },
      expires: { type: "integer", minimum: 1, maximum: 2 ** 40 - 1 },
    },
    required: ["type", "audience", "nonce", "purpose", "claims", "expires"],
    additionalProperties: false,
  },
  "2020-12",
);

/**
 * Reads a request strictly.
 *
 * @param text - JSON of a PresentationRequest.
 * @returns the request, with nothing in it that the form does not have.
 * @throws ERR_REQUEST naming the place; ERR_JSON if it is not JSON.
 * @example
 * parseRequest(JSON.stringify(request)).audience; // "hr.example.com"
 * parseRequest("{}"); // throws ERR_REQUEST
 */
export function parseRequest(text: string): PresentationRequest {
  const value = parseJsonStrict(text);
  const { valid, errors } = REQUEST.validate(value);
  if (!valid) {
    const { instanceLocation = "#", error = "unknown" } = errors.at(-1) ?? {};
    throw new CscssError("ERR_REQUEST", `The request is wrong at ${instanceLocation}: ${error}`, {
      details: { errors },
    });
  }
  const request = value as unknown as PresentationRequest;
  // Not by the schema's uniqueItems: the validator compares every item with every other before it looks at their number.
  if (new Set(request.claims).size !== request.claims.length) {
    throw new CscssError("ERR_REQUEST", "The request is wrong at #/claims: a claim stands there twice.");
  }
  return request;
}
