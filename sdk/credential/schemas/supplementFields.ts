import type { ClaimSchema } from "./ClaimSchema.ts";

const INSTITUTION = {
  type: "object",
  properties: {
    name: { type: "string", minLength: 1, maxLength: 300 },
    nameOriginal: { type: "string", minLength: 1, maxLength: 300 },
    status: { type: "string", minLength: 1, maxLength: 300 },
    country: {
      type: "string",
      pattern: "^[A-Z]{2}$",
      description: "a country's two capital letters (ISO 3166-1), like IT",
    },
    website: { type: "string", format: "uri", maxLength: 300 },
  },
  required: ["name"],
} as const satisfies ClaimSchema;

/**
 * What the Diploma Supplement states beyond the person and the award, by the numbers of its sections.
 *
 * @source The model of the European Commission, the Council of Europe and UNESCO, as revised in 2018.
 */
export const SUPPLEMENT_FIELDS = {
  mainFieldsOfStudy: {
    type: "array",
    minItems: 1,
    maxItems: 20,
    items: { type: "string", minLength: 1, maxLength: 300 },
    diplomaSupplement: "2.2",
  },
  awardingInstitution: { ...INSTITUTION, diplomaSupplement: "2.3" },
  administeringInstitution: { ...INSTITUTION, diplomaSupplement: "2.4" },
  languagesOfInstruction: {
    type: "array",
    minItems: 1,
    maxItems: 20,
    items: {
      type: "string",
      pattern: "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$",
      description: "a language tag (BCP 47), like en or pt-BR",
    },
    diplomaSupplement: "2.5",
  },
  qualificationLevel: { type: "string", minLength: 1, maxLength: 500, diplomaSupplement: "3.1" },
  officialDuration: { type: "string", minLength: 1, maxLength: 300, diplomaSupplement: "3.2" },
  accessRequirements: { type: "string", minLength: 1, maxLength: 2000, diplomaSupplement: "3.3" },
  gradeDistribution: {
    type: "array",
    maxItems: 100,
    items: {
      type: "object",
      properties: {
        grade: { type: "string", minLength: 1, maxLength: 64 },
        percentage: { type: "number", minimum: 0, maximum: 100 },
      },
      required: ["grade", "percentage"],
    },
    diplomaSupplement: "4.4",
  },
  accessToFurtherStudy: { type: "string", minLength: 1, maxLength: 2000, diplomaSupplement: "5.1" },
  accessToRegulatedProfession: { type: "string", minLength: 1, maxLength: 2000, diplomaSupplement: "5.2" },
  additionalInformation: { type: "string", minLength: 1, maxLength: 4000, diplomaSupplement: "6.1" },
  furtherInformation: { type: "string", minLength: 1, maxLength: 2000, diplomaSupplement: "6.2" },
  certificationDate: { type: "string", format: "date", diplomaSupplement: "7.1" },
  certifyingOfficial: {
    description: "A name, though not the holder's.",
    type: "string",
    minLength: 1,
    maxLength: 300,
    identifying: true,
    diplomaSupplement: "7.2",
  },
  certifyingCapacity: { type: "string", minLength: 1, maxLength: 300, diplomaSupplement: "7.3" },
  officialSeal: { type: "string", minLength: 1, maxLength: 300, diplomaSupplement: "7.4" },
  nationalHigherEducationSystem: { type: "string", minLength: 1, maxLength: 12_000, diplomaSupplement: "8" },
} as const satisfies Readonly<Record<string, ClaimSchema>>;
