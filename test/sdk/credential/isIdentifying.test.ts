import { describe, expect, it } from "vitest";
import type { IssuerTemplate } from "../../../sdk/credential/IssuerTemplate.ts";
import { isIdentifying } from "../../../sdk/credential/isIdentifying.ts";
import type { RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import type { ClaimSchema } from "../../../sdk/credential/schemas/ClaimSchema.ts";

const withFields = (fields: Readonly<Record<string, ClaimSchema>>): IssuerTemplate => ({
  type: "CscssMeTemplate",
  version: 1,
  name: "test",
  recordType: "degree",
  fields,
});

describe("isIdentifying", () => {
  it.each(Object.keys(RECORD_TYPES) as RecordTypeName[])("knows who the holder of a %s is by these claims", (type) => {
    const claims =
      "givenName familyName fullName birthName patronymicName dateOfBirth placeOfBirth citizenshipCountry gender " +
      "nationalId email phone postalAddress studentId diplomaNumber identityReference identityOpening thesisTitle";
    for (const claim of claims.split(" ")) expect(isIdentifying(type, claim), claim).toBe(true);
    for (const claim of ["awardTitle", "finalGrade", "courses"]) expect(isIdentifying(type, claim), claim).toBe(false);
  });

  it("knows the numbers by which professions, companies and registers know a person", () => {
    expect(isIdentifying("professional_licence", "licenceNumber")).toBe(true);
    expect(isIdentifying("certificate", "employeeNumber")).toBe(true);
    expect(isIdentifying("certificate", "membershipNumber")).toBe(true);
    expect(isIdentifying("diploma_supplement", "certifyingOfficial")).toBe(true);
  });

  it.each(["given_name", "GivenName", "GIVEN-NAME", "given name", "date.of.birth", "E-Mail", "ＥＭＡＩＬ"])(
    "recognises %s, whatever way it is written",
    (claim) => expect(isIdentifying("degree", claim)).toBe(true),
  );

  it.each(["hobby", "toString", "__proto__", "constructor", ""])("does not count the unknown claim %j", (claim) => {
    expect(isIdentifying("degree", claim)).toBe(false);
  });

  it("lets a template mark a claim, also deep inside", () => {
    const deep = {
      type: "array",
      items: { type: "object", properties: { tutor: { type: "string", identifying: true } } },
    } as const;
    const template = withFields({ hobby: { identifying: true }, finalGrade: { identifying: true }, tutors: deep });
    for (const claim of ["hobby", "finalGrade", "tutors"]) expect(isIdentifying("degree", claim, template)).toBe(true);
    expect(isIdentifying("degree", "awardTitle", template)).toBe(false);
  });

  it("never lets a template take a mark away", () => {
    const template = withFields({ givenName: { type: "string", identifying: false }, email: {} });
    for (const claim of ["givenName", "email"]) expect(isIdentifying("degree", claim, template)).toBe(true);
  });
});
