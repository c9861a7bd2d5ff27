import { closedObject, DEADLINE } from "../json/formParts.ts";
import { readForm } from "../json/readForm.ts";
import { requireDistinct } from "../json/requireDistinct.ts";
import type { PresentationRequest } from "./PresentationRequest.ts";

const REQUEST = {
  name: "The request",
  code: "ERR_REQUEST",
  schema: closedObject({
    type: { const: "CscssMeRequest" },
    audience: { type: "string", minLength: 1, maxLength: 200, not: { const: "any" } },
    nonce: { type: "string", pattern: "^[A-Za-z0-9_-]{22,128}$", description: "base64url of 16 bytes or more" },
    purpose: { type: "string", minLength: 1, maxLength: 500 },
    claims: { type: "array", minItems: 1, maxItems: 100, items: { type: "string", minLength: 1 } },
    expires: DEADLINE,
  }),
} as const;

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
  const request = readForm(text, REQUEST);
  requireDistinct(request.claims, "/claims", REQUEST);
  return request;
}
