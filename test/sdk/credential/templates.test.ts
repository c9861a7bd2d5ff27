import { describe, expect, it } from "vitest";
import { applyTemplate } from "../../../sdk/credential/applyTemplate.ts";
import type { IssuerTemplate } from "../../../sdk/credential/IssuerTemplate.ts";
import { parseTemplate } from "../../../sdk/credential/parseTemplate.ts";
import type { JsonObject } from "../../../sdk/json/JsonValue.ts";
import fc from "../../fixtures/fastCheck.ts";
import { placesOfClaims, prepareOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const TEMPLATE: IssuerTemplate = {
  type: "CscssMeTemplate",
  version: 1,
  name: "Master's diploma",
  recordType: "degree",
  defaults: { language: "it", country: "IT" },
  fixed: { organizationName: "Università di Esempio", motto: "Veritas" },
  fields: {
    motto: { type: "string", maxLength: 50 },
    thesisGrade: { type: "integer", minimum: 18, maximum: 30 },
    tutor: { type: "string", identifying: true },
    finalGrade: { type: "string", pattern: "^[0-9]+$", description: "digits" },
  },
  required: ["thesisGrade"],
};
const IDENTIFYING = "givenName familyName dateOfBirth email studentId diplomaNumber thesisTitle".split(" ");
const CLAIMS: JsonObject = { ...RECORD_CLAIMS.degree, thesisGrade: 28, tutor: "Prof. M. Rossi" };

describe("applyTemplate", () => {
  it("adds what is fixed, and defaults where a record states nothing", () => {
    const claims = applyTemplate(TEMPLATE, { awardTitle: "Master of Science", language: "en" });
    expect(claims).toEqual({
      awardTitle: "Master of Science",
      language: "en",
      country: "IT",
      organizationName: "Università di Esempio",
      motto: "Veritas",
    });
  });

  it("refuses a record that states another value for what is fixed", () => {
    expect(() => applyTemplate(TEMPLATE, { motto: "Vanitas" })).toThrow(
      'A claim differs at /motto: found "Vanitas", expected "Veritas", which the template "Master\'s diploma" fixes.',
    );
    expect(applyTemplate(TEMPLATE, { motto: "Veritas" }).motto).toBe("Veritas");
  });
});

describe("a record made with a template", () => {
  it("carries what the template presets, and keeps off chain what either marks as identifying", async () => {
    const { sealed, handed } = await placesOfClaims(await prepareOffline("degree", CLAIMS, { template: TEMPLATE }));
    expect(sealed).toEqual(expect.arrayContaining(["motto", "thesisGrade", "organizationName", "finalGrade"]));
    expect(handed).toEqual(expect.arrayContaining(["tutor", "givenName", "thesisTitle", "email"]));
    expect(sealed.filter((name) => handed.includes(name))).toEqual([]);
  });

  it.each<[string, JsonObject, string]>([
    ["lacks a claim the template requires", { ...RECORD_CLAIMS.degree }, "At /thesisGrade: found nothing"],
    ["breaks the schema of an own field", { ...CLAIMS, thesisGrade: 31 }, "expected a whole number from 18 to 30"],
    ["fits the record type but not what the template asks", { ...CLAIMS, finalGrade: "A" }, "expected digits"],
    ["fits the template but not the record type", { ...CLAIMS, eqfLevel: 12 }, "At /eqfLevel: found 12"],
  ])("is refused if it %s", async (_, claims, message) => {
    await expect(prepareOffline("degree", claims, { template: TEMPLATE })).rejects.toThrow(message);
  });

  it("is refused under the template of another record type", async () => {
    const other = prepareOffline("certificate", RECORD_CLAIMS.certificate, { template: TEMPLATE });
    await expect(other).rejects.toMatchObject({ code: "ERR_TEMPLATE" });
  });

  it("in profile 2 never seals a claim that the schema marks, whatever the template says", async () => {
    const names = Object.keys(CLAIMS);
    const field = fc.record({ identifying: fc.boolean() }, { requiredKeys: [] });
    const fields = fc.dictionary(fc.constantFrom(...names), field, { maxKeys: names.length });
    await fc.assert(
      fc.asyncProperty(fields, async (own) => {
        const template: IssuerTemplate = {
          type: "CscssMeTemplate",
          version: 1,
          name: "any",
          recordType: "degree",
          fields: own,
        };
        const { sealed, handed } = await placesOfClaims(await prepareOffline("degree", CLAIMS, { template }));
        for (const name of sealed) {
          expect(IDENTIFYING).not.toContain(name);
          expect(own[name]?.identifying).not.toBe(true);
        }
        expect([...sealed, ...handed].toSorted()).toEqual(names.toSorted());
      }),
      { numRuns: 25 },
    );
  });

  it("in profile 3 commits to what the template marks too, and an identity reference can stand for all of it", async () => {
    const reference = { identityReference: { scheme: "eidas", identifier: "IT/IT/1234" } };
    const { awardTitle, awardDate } = RECORD_CLAIMS.degree;
    const prepared = await prepareOffline("degree", { awardTitle, awardDate, ...reference }, { profile: 3 });
    expect(prepared.item.identityCommitment).not.toBe(`0x${"00".repeat(32)}`);
    expect((await placesOfClaims(prepared)).sealed).toContain("identityReference");
    const marked = await prepareOffline("degree", CLAIMS, { profile: 3, template: TEMPLATE });
    const unmarked = await prepareOffline("degree", applyTemplate(TEMPLATE, CLAIMS), { profile: 3 });
    expect(marked.item.identityCommitment).not.toBe(unmarked.item.identityCommitment);
  });
});

describe("parseTemplate", () => {
  it("reads back a template", () => {
    expect(parseTemplate(JSON.stringify(TEMPLATE))).toEqual(TEMPLATE);
  });

  it.each<[string, JsonObject]>([
    ["of another type", { type: "CscssMeRequest" }],
    ["for a record type there is none of", { recordType: "diploma" }],
    ["with a member more", { owner: "me" }],
    ["with a keyword it does not know", { fields: { motto: { minlength: 3 } } }],
    ["that points at another schema", { fields: { motto: { $ref: "#" } } }],
    ["with a keyword it does not know, deep inside", { fields: { motto: { items: { oneOf: [] } } } }],
    ["with a pattern that is none", { fields: { motto: { type: "string", pattern: "(" } } }],
    ["with a field that is always visible", { fields: { credentialStatus: { type: "object" } } }],
    ["that fixes what only the SDK writes", { fixed: { identityOpening: {} } }],
    ["whose default its own field refuses", { defaults: { thesisGrade: 31 } }],
    ["whose default the record type refuses", { defaults: { eqfLevel: 9 } }],
    ["that has a claim both as a default and fixed", { defaults: { motto: "x" } }],
    ["with a name no claim can have", { fields: { "not a name": { type: "string" } } }],
  ])("refuses one %s", (_, change) => {
    const text = JSON.stringify({ ...TEMPLATE, ...change });
    expect(() => parseTemplate(text)).toThrow(expect.objectContaining({ code: "ERR_TEMPLATE" }));
  });

  it("refuses a member that stands there twice", () => {
    expect(() => parseTemplate('{"type":"CscssMeTemplate","type":"CscssMeTemplate"}')).toThrow(/twice/);
  });
});
