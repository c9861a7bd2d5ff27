import { concatBytes, utf8ToBytes } from "@noble/hashes/utils";

// Deflate reaches the end of a dictionary most cheaply: first words of awards and courses, then the shape of a
// transcript, the names of record types, and last the shape every credential of ours has, with the marks of marks.ts
// in it.
const TEXT = [
  "Algebra Analysis Architecture Artificial Intelligence Bio Business Chemistry Civil Communication Compilers ",
  "Control Algorithms Corporate Finance Criminal Law Cryptography Databases Design Distributed Economics Electrical ",
  "Electronics Environmental Ethics General Health History Human Anatomy Information International Introduction to ",
  "Laboratory Languages Linear Literature Machine Learning Accounting Management Marketing Mathematics Mechanics ",
  "Methods Modern Networks Nursing Operating Systems Organic Pathology Pharmacology Political Probability and ",
  "Psychology Public Research Signals Social Sciences Software Solid State Statistics Surgery Technology Theory ",
  "Thermodynamics Thesis Workshop Installation Practice Programming Project Quantum Professional Licence, ",
  "Qualification in Vocational Certificate in Diploma of Higher Education Administration Physics Bachelor of Laws ",
  "Bachelor of Arts in Bachelor of Engineering in Master of Laws Master of Business Administration Master of Arts ",
  "in Doctor of Medicine Doctor of Philosophy in Materials Bachelor of Science in Computer Engineering first class ",
  "honours with distinction merit summa cum laude magna cum laude pass University of College Institute of Technology",
  '"courses",[{"code":"-000","title":"Analysis I","ects":12,"grade":"30","date":"2023-09-15","language":"de"},',
  '{"code":"-010","title":"","ects":3,"grade":"28","date":"2024-02-10","language":"it"},{"code":"-02","title":"",',
  '"ects":9,"grade":"18","date":"2025-07-21","language":"en"},{"code":"-001","title":"","ects":6,"grade":',
  '"2"CscssMeLearningOutcome":learning-outcome:"CscssMeDiplomaSupplement":diploma-supplement:',
  '"CscssMeProvisionalCertificate":provisional-certificate:"CscssMeProfessionalQualification":',
  'professional-qualification:"CscssMeProfessionalLicence":professional-licence:"CscssMeRecognitionStatement":',
  'recognition-statement:"CscssMeFinalExamination":final-examination:"CscssMeCertificate":certificate:',
  '"CscssMeTranscript":transcript:\u000b"identityOpening",{"salt":\u0008,"claims":["givenName","familyName",',
  '"dateOfBirth"]}\n{"typ":"JWT","kid":"\u0001#delegate-1","alg":"ES256K"}\n',
  '{"vc":{"@context":["https://www.w3.org/2018/credentials/v1","urn:cscss-me:context:1"],"type":',
  '["VerifiableCredential","CscssMeDegree"],"credentialSubject":{"_sd":[\u0008,\u0008,\u0008,\u0008,\u0008,\u0008]},',
  '"credentialStatus":{"id":"\u0003#\u0005","type":"CscssMeWalletRecord","chainId":31337,"wallet":"\u0004",',
  '"accessKey":"\u0006","sequence":1},"credentialSchema":{"id":"urn:cscss-me:schema:degree:1","type":"JsonSchema"}},',
  '"_sd_alg":"sha-256","cnf":{"kid":"\u0002#controller"},"sub":"\u0002","jti":"urn:uuid:\u0007","nbf":17910720,',
  '"exp":1,"iss":"\u0001"}\n\u000b"givenName","Maria"\n\u000b"familyName",""\n\u000b"dateOfBirth","2001-0"\n',
  '\u000b"email","student@students.\u000b"studentId","S20260000"\n\u000b"diplomaNumber","2026/"\n',
  '"programmeCode","LM-"\n"programmeTitle","Science"\n"awardTitle","Master of Science in "\n',
  '"eqfLevel",7\n"iscedCode","0613"\n"credits",120\n"language","en"\n',
  '"awardDate","2026-10-0"\n"finalGrade","110"\n"gradingScale","see supplement"\n',
  '"distinction","cum laude"\n"organizationName","Universit"\n"country","IT"',
].join("");

/**
 * The dictionary `me-1`. Frozen: payloads on chain need these very bytes to open, so a better one gets another
 * kind byte.
 */
export const DICTIONARY: Uint8Array = utf8ToBytes(TEXT);

/**
 * The preset dictionary of a deflate stream: `me-1`, and behind it, where deflate reaches it more cheaply, an
 * organization's own, of 23,997 bytes at most. Both lie within the window of 32,768.
 */
export function presetOf(own?: Uint8Array): Uint8Array {
  return own === undefined ? DICTIONARY : concatBytes(DICTIONARY, own);
}
