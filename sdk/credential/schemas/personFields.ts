import type { ClaimSchema } from "./ClaimSchema.ts";

// ISO 8601 with reduced precision. Months have their lengths, and every fourth year a 29 February.
const PARTIAL_DATE =
  "^(?:\\d{4}|\\d{4}-(?:0[1-9]|1[0-2])|\\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|" +
  "\\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|\\d{4}-02-(?:0[1-9]|1\\d|2[0-8])|" +
  "\\d{2}(?:[02468][048]|[13579][26])-02-29)$";

/** What identifies the holder, in every type of record. Names follow Person of the European Learning Model. */
export const PERSON_FIELDS = {
  givenName: { type: "string", minLength: 1, maxLength: 200, identifying: true, diplomaSupplement: "1.2" },
  familyName: { type: "string", minLength: 1, maxLength: 200, identifying: true, diplomaSupplement: "1.1" },
  fullName: { type: "string", minLength: 1, maxLength: 400, identifying: true },
  birthName: { type: "string", minLength: 1, maxLength: 200, identifying: true },
  patronymicName: { type: "string", minLength: 1, maxLength: 200, identifying: true },
  dateOfBirth: {
    type: "string",
    pattern: PARTIAL_DATE,
    description: "a date like 2001-06-24, or the year, or year and month, where documents tell no more",
    identifying: true,
    diplomaSupplement: "1.3",
  },
  placeOfBirth: { type: "string", minLength: 1, maxLength: 300, identifying: true },
  citizenshipCountry: {
    type: "string",
    pattern: "^[A-Z]{2}$",
    description: "a country's two capital letters (ISO 3166-1), like IT",
    identifying: true,
  },
  gender: { type: "string", minLength: 1, maxLength: 64, identifying: true },
  nationalId: { type: "string", minLength: 1, maxLength: 64, identifying: true },
  email: { type: "string", format: "email", maxLength: 254, identifying: true },
  phone: { type: "string", minLength: 1, maxLength: 64, identifying: true },
  postalAddress: { type: "string", minLength: 1, maxLength: 500, identifying: true },
  studentId: { type: "string", minLength: 1, maxLength: 64, identifying: true, diplomaSupplement: "1.4" },
  diplomaNumber: { type: "string", minLength: 1, maxLength: 64, identifying: true },
  identityReference: {
    description: "Stands for the identity in profile 3: where it is kept, instead of the identity itself.",
    type: "object",
    properties: {
      scheme: { type: "string", enum: ["eidas", "ssi"] },
      identifier: { type: "string", minLength: 1, maxLength: 500 },
      provider: { type: "string", minLength: 1, maxLength: 300 },
      assurance: { type: "string", enum: ["low", "substantial", "high"] },
    },
    required: ["scheme", "identifier"],
    additionalProperties: false,
    identifying: true,
  },
  identityOpening: {
    description: "Opens the header's commitment in profile 3. Made by the SDK.",
    type: "object",
    properties: {
      salt: { type: "string", pattern: "^[A-Za-z0-9_-]{43}$", description: "32 bytes in base64url" },
      claims: { type: "array", minItems: 1, items: { type: "string" } },
    },
    required: ["salt", "claims"],
    additionalProperties: false,
    identifying: true,
  },
} as const satisfies Readonly<Record<string, ClaimSchema>>;
