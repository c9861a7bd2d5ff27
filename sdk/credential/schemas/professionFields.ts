import type { ClaimSchema } from "./ClaimSchema.ts";

/** What a professional qualification or licence states beyond the person and the award. */
export const PROFESSION_FIELDS = {
  profession: { type: "string", minLength: 1, maxLength: 300 },
  professionCode: { description: "ESCO or ISCO, as a URI.", type: "string", format: "uri", maxLength: 300 },
  regulatedProfession: { type: "boolean" },
  specialization: { type: "string", minLength: 1, maxLength: 300 },
  legalBasis: { type: "string", minLength: 1, maxLength: 500 },
} as const satisfies Readonly<Record<string, ClaimSchema>>;
