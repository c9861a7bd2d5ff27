import type { CategoryName } from "../recordTypes.ts";
import type { ClaimSchema } from "./ClaimSchema.ts";

/** What each category adds to the records issued in it, version 1. Nothing of it is required. */
export const CATEGORY_SCHEMAS = {
  secondary: {
    type: "object",
    properties: {
      schoolType: { type: "string", minLength: 1, maxLength: 200 },
      schoolYear: { type: "string", minLength: 1, maxLength: 64 },
    },
  },
  higher_education: {
    type: "object",
    properties: {
      cycle: {
        description: "Of the framework of the European Higher Education Area.",
        type: "string",
        enum: ["short", "first", "second", "third"],
      },
      faculty: { type: "string", minLength: 1, maxLength: 300 },
    },
  },
  vocational: {
    type: "object",
    properties: {
      occupation: { type: "string", minLength: 1, maxLength: 300 },
      occupationCode: { description: "ESCO or ISCO, as a URI.", type: "string", format: "uri", maxLength: 300 },
      apprenticeship: { type: "boolean" },
      workplaceHours: { type: "number", minimum: 0, maximum: 100_000 },
    },
  },
  professional: {
    type: "object",
    properties: {
      professionalBody: { type: "string", minLength: 1, maxLength: 300 },
      membershipNumber: { type: "string", minLength: 1, maxLength: 64, identifying: true },
      continuingEducationHours: { type: "number", minimum: 0, maximum: 10_000 },
    },
  },
  company: {
    type: "object",
    properties: {
      trainingProvider: { type: "string", minLength: 1, maxLength: 300 },
      position: { type: "string", minLength: 1, maxLength: 300 },
      employeeNumber: { type: "string", minLength: 1, maxLength: 64, identifying: true },
    },
  },
  device: {
    description: "No type of record is issued in this category yet.",
    type: "object",
    properties: {
      manufacturer: { type: "string", minLength: 1, maxLength: 300 },
      model: { type: "string", minLength: 1, maxLength: 300 },
      serialNumber: {
        description: "Leads to whoever owns the device.",
        type: "string",
        minLength: 1,
        maxLength: 100,
        identifying: true,
      },
    },
  },
} as const satisfies Readonly<Record<CategoryName, ClaimSchema>>;
