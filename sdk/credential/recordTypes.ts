import { CscssError } from "../errors/CscssError.ts";
import { Category, RecordType } from "../generated/enums.ts";

/**
 * Categories as files, forms and commands write them, with their numbers on chain.
 *
 * @example
 * CATEGORIES.higher_education; // 2
 */
export const CATEGORIES = {
  secondary: Category.Secondary,
  higher_education: Category.HigherEducation,
  vocational: Category.Vocational,
  professional: Category.Professional,
  company: Category.Company,
  device: Category.Device,
} as const;

/** The name of a category. */
export type CategoryName = keyof typeof CATEGORIES;

/** What the system knows about one type of record. */
export interface RecordTypeInfo {
  readonly number: RecordType;
  /** The second entry of `type` in a credential. */
  readonly credentialType: string;
  /** `credentialSchema.id`. */
  readonly schemaId: string;
  /** The categories an issuer of this type can be accredited for. */
  readonly categories: readonly CategoryName[];
}

const EDUCATION = ["secondary", "higher_education", "vocational"] as const;
const ANY_TRAINING = [...EDUCATION, "professional", "company"] as const;

/**
 * The types of record, as files, forms and commands write them, with their numbers on chain.
 *
 * @example
 * RECORD_TYPES.degree.schemaId; // "urn:cscss-me:schema:degree:1"
 */
export const RECORD_TYPES = {
  learning_outcome: info(RecordType.LearningOutcome, "LearningOutcome", ANY_TRAINING),
  degree: info(RecordType.Degree, "Degree", ["higher_education"]),
  certificate: info(RecordType.Certificate, "Certificate", ANY_TRAINING),
  transcript: info(RecordType.Transcript, "Transcript", EDUCATION),
  final_examination: info(RecordType.FinalExamination, "FinalExamination", ANY_TRAINING),
  diploma_supplement: info(RecordType.DiplomaSupplement, "DiplomaSupplement", ["higher_education"]),
  provisional_certificate: info(RecordType.ProvisionalCertificate, "ProvisionalCertificate", EDUCATION),
  professional_qualification: info(RecordType.ProfessionalQualification, "ProfessionalQualification", [
    "vocational",
    "professional",
  ]),
  professional_licence: info(RecordType.ProfessionalLicence, "ProfessionalLicence", ["professional"]),
  recognition_statement: info(RecordType.RecognitionStatement, "RecognitionStatement", [...EDUCATION, "professional"]),
} as const satisfies Record<string, RecordTypeInfo>;

/** The name of a type of record. */
export type RecordTypeName = keyof typeof RECORD_TYPES;

/** All of these names. */
export const RECORD_TYPE_NAMES = Object.keys(RECORD_TYPES) as readonly RecordTypeName[];

/**
 * The name of the record type with this number on chain.
 *
 * @throws ERR_RECORD_TYPE
 */
export function recordTypeName(number: bigint | number): RecordTypeName {
  return nameOf(([, type]) => type.number === Number(number), `number ${number}`);
}

/**
 * The name of the record type whose credentials are of this type.
 *
 * @throws ERR_RECORD_TYPE
 */
export function recordTypeOfCredential(credentialType: string): RecordTypeName {
  return nameOf(([, type]) => type.credentialType === credentialType, `"${credentialType}"`);
}

function nameOf(matches: (entry: [string, RecordTypeInfo]) => boolean, what: string): RecordTypeName {
  const found = Object.entries(RECORD_TYPES).find(matches);
  if (found === undefined) throw new CscssError("ERR_RECORD_TYPE", `There is no record type ${what}.`);
  return found[0] as RecordTypeName;
}

function info(number: RecordType, name: string, categories: readonly CategoryName[]): RecordTypeInfo {
  const kebab = name.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
  return { number, credentialType: `CscssMe${name}`, schemaId: `urn:cscss-me:schema:${kebab}:1`, categories };
}
