import { BYTES32, RECORD_ID } from "../../json/formParts.ts";
import type { RecordTypeName } from "../recordTypes.ts";
import { AWARD_FIELDS } from "./awardFields.ts";
import type { ClaimSchema } from "./ClaimSchema.ts";
import { PERSON_FIELDS } from "./personFields.ts";
import { PROFESSION_FIELDS } from "./professionFields.ts";
import { SUPPLEMENT_FIELDS } from "./supplementFields.ts";

const AWARD = { ...PERSON_FIELDS, ...AWARD_FIELDS };

/**
 * The claims of every type of record, version 1. Members nobody names here are kept as they are. What is written here
 * is signed by issuers under the id of its version: a field may be added, none may change or become required.
 */
export const RECORD_SCHEMAS = {
  learning_outcome: { type: "object", properties: AWARD, required: ["awardTitle", "awardDate"] },
  degree: { type: "object", properties: AWARD, required: ["awardTitle", "awardDate"] },
  certificate: { type: "object", properties: AWARD, required: ["awardTitle", "awardDate"] },
  transcript: {
    type: "object",
    properties: { ...AWARD, gradeDistribution: SUPPLEMENT_FIELDS.gradeDistribution },
    required: ["awardTitle", "awardDate", "courses"],
  },
  final_examination: {
    type: "object",
    properties: {
      ...AWARD,
      examinationDate: { type: "string", format: "date" },
      examinationSession: { type: "string", minLength: 1, maxLength: 100 },
    },
    required: ["awardTitle", "awardDate"],
  },
  diploma_supplement: {
    description: "All eight sections; where one has nothing to tell, its text says why.",
    type: "object",
    properties: { ...AWARD, ...SUPPLEMENT_FIELDS },
    required: [
      "givenName",
      "dateOfBirth",
      "awardTitle",
      "awardDate",
      "mainFieldsOfStudy",
      "awardingInstitution",
      "languagesOfInstruction",
      "qualificationLevel",
      "officialDuration",
      "accessRequirements",
      "modeOfStudy",
      "learningOutcomes",
      "courses",
      "gradingScale",
      "finalGrade",
      "accessToFurtherStudy",
      "accessToRegulatedProfession",
      "additionalInformation",
      "certificationDate",
      "certifyingCapacity",
      "nationalHigherEducationSystem",
    ],
  },
  provisional_certificate: {
    type: "object",
    properties: {
      ...AWARD,
      finalDocument: { description: "What will take its place.", type: "string", minLength: 1, maxLength: 300 },
      outstanding: { description: "What is still to be done.", type: "string", minLength: 1, maxLength: 1000 },
    },
    required: ["awardTitle", "awardDate"],
  },
  professional_qualification: {
    type: "object",
    properties: { ...AWARD, ...PROFESSION_FIELDS },
    required: ["awardTitle", "awardDate"],
  },
  professional_licence: {
    type: "object",
    properties: {
      ...AWARD,
      ...PROFESSION_FIELDS,
      licenceNumber: { type: "string", minLength: 1, maxLength: 64, identifying: true },
      licensingAuthority: { type: "string", minLength: 1, maxLength: 300 },
      jurisdiction: { type: "string", minLength: 1, maxLength: 300 },
      scopeOfPractice: { type: "string", minLength: 1, maxLength: 1000 },
      licenceConditions: { type: "string", minLength: 1, maxLength: 1000 },
      firstLicensed: { type: "string", format: "date" },
    },
    required: ["awardTitle", "awardDate"],
  },
  recognition_statement: {
    description: "States what a record of another organization is worth. `awardTitle` names what it is held equal to.",
    type: "object",
    properties: {
      ...AWARD,
      recognizedRecord: {
        description: "The record it is about; recognizedRecordOf makes it from that record's token.",
        type: "object",
        properties: {
          issuer: {
            type: "string",
            pattern: "^did:ethr:0x[0-9a-f]{1,16}:0x[0-9a-fA-F]{40}$",
            description: "the issuer's DID, did:ethr:<chain id in hex>:<address>",
          },
          recordId: RECORD_ID,
          payloadHash: BYTES32,
        },
        required: ["issuer", "recordId", "payloadHash"],
        additionalProperties: false,
      },
      recognitionKind: { type: "string", enum: ["equivalent", "comparable", "partial"] },
      recognizedLevel: {
        type: "object",
        properties: {
          framework: { type: "string", minLength: 1, maxLength: 200 },
          level: { type: "string", minLength: 1, maxLength: 64 },
        },
        required: ["framework", "level"],
      },
      recognizedCredits: { description: "ECTS.", type: "number", minimum: 0, maximum: 1000 },
      recognitionPurpose: { type: "string", enum: ["academic", "professional", "general"] },
      recognitionConditions: { type: "string", minLength: 1, maxLength: 2000 },
      legalBasis: PROFESSION_FIELDS.legalBasis,
    },
    required: ["awardTitle", "awardDate", "recognizedRecord", "recognitionKind"],
  },
} as const satisfies Readonly<Record<RecordTypeName, ClaimSchema>>;
