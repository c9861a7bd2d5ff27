import { describe, expect, it } from "vitest";
import type { RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { RECORD_TYPES } from "../../../sdk/credential/recordTypes.ts";
import type { Exported } from "../../../sdk/export/Exported.ts";
import { exportClaims } from "../../../sdk/export/exportClaims.ts";
import { exportElm } from "../../../sdk/export/exportElm.ts";
import { exportOpenBadge } from "../../../sdk/export/exportOpenBadge.ts";
import { exportSdJwt } from "../../../sdk/export/exportSdJwt.ts";
import { exportVcJwt } from "../../../sdk/export/exportVcJwt.ts";
import type { JsonObject, JsonValue } from "../../../sdk/json/JsonValue.ts";
import type { OpenedRecord } from "../../../sdk/wallet/openRecords.ts";
import { ELM_TERMS } from "../../fixtures/elmTerms.ts";
import { openedOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const TYPES = Object.keys(RECORD_TYPES) as RecordTypeName[];
const EXPORTS: readonly [string, (record: OpenedRecord) => Exported<unknown>][] = [
  ["VC-JWT", exportVcJwt],
  ["SD-JWT", exportSdJwt],
  ["plain JSON", exportClaims],
  ["Open Badges 3.0", exportOpenBadge],
  ["European Learning Model", exportElm],
];

/** Every text, number and truth value in a JSON value. */
function leaves(value: JsonValue): string[] {
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap(leaves);
}

/** What stands at a path of member names, whatever lists are on the way. */
function at(value: JsonValue, path: readonly string[]): JsonValue[] {
  if (Array.isArray(value)) return value.flatMap((item) => at(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  const inner = (value as JsonObject | null)?.[name];
  return inner === undefined ? [] : at(inner, rest);
}

describe.each(EXPORTS)("an export as %s", (name, exportRecord) => {
  it.each(TYPES)("accounts for every claim of a %s", async (type) => {
    const record = await openedOffline(type, RECORD_CLAIMS[type]);
    const { mapped, unmapped } = exportRecord(record);
    const accounted = [...mapped, ...unmapped].map(({ claim }) => claim);
    expect(new Set(accounted)).toEqual(new Set(Object.keys(record.claims)));
    for (const { why } of unmapped) expect(why).not.toBe("");
  });

  if (!["Open Badges 3.0", "European Learning Model"].includes(name)) return;

  it.each(TYPES)("has the values of a %s where it says, and of what it left out none", async (type) => {
    const record = await openedOffline(type, RECORD_CLAIMS[type]);
    const { content, mapped, unmapped, signed } = exportRecord(record);
    expect(signed).toBe(false);
    for (const { claim, to } of mapped) {
      const [first] = leaves(record.claims[claim] as JsonValue);
      for (const place of to.split(", ")) {
        const found = at(content as JsonObject, place.split(".")).flatMap(leaves);
        expect(
          found.some((leaf) => leaf.includes(String(first))),
          `${claim} at ${place}: ${found}`,
        ).toBe(true);
      }
    }
    const all = JSON.stringify(content);
    const left = unmapped.filter(({ claim }) => !mapped.some((one) => one.claim === claim));
    for (const { claim } of left) {
      for (const leaf of leaves(record.claims[claim] as JsonValue).filter(
        (text) => text.length > 9 && !(text in record.claims),
      )) {
        // The same text may be another claim as well.
        const elsewhere = mapped.some((one) =>
          leaves(record.claims[one.claim] as JsonValue).some((text) => text.includes(leaf)),
        );
        if (!elsewhere) expect(all).not.toContain(leaf);
      }
    }
    expect(all).not.toContain(record.credential.accessKey.slice(2));
  });

  it("invents nothing for a record that states as little as may be", async () => {
    const record = await openedOffline("degree", { awardTitle: "Master", awardDate: "2026-10-04", fullName: "A B" });
    const { mapped } = exportRecord(record);
    expect(mapped.map(({ claim }) => claim).toSorted()).toEqual(["awardDate", "awardTitle", "fullName"]);
  });

  it("leaves out a claim of another type than the schema gives it, which another issuer may have signed", async () => {
    const record = await openedOffline("degree", RECORD_CLAIMS.degree);
    const odd = {
      ...record,
      claims: { ...record.claims, eqfLevel: "7", studiedFrom: "autumn", programmeTitle: ["x"] },
    };
    const { unmapped } = exportRecord(odd);
    expect(unmapped.map(({ claim }) => claim)).toEqual(
      expect.arrayContaining(["eqfLevel", "studiedFrom", "programmeTitle"]),
    );
  });
});

describe("an Open Badge", () => {
  it.each(TYPES)("of a %s has all members the specification requires", async (type) => {
    const { content } = exportOpenBadge(await openedOffline(type, RECORD_CLAIMS[type]));
    expect(content).toMatchObject({
      "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
      ],
      id: expect.stringMatching(/^urn:uuid:/),
      type: ["VerifiableCredential", "AchievementCredential"],
      name: expect.any(String),
      issuer: { id: expect.stringMatching(/^did:ethr:/), type: ["Profile"] },
      validFrom: "2026-10-04T00:00:00Z",
      credentialSubject: {
        id: expect.stringMatching(/^did:ethr:/),
        type: ["AchievementSubject"],
        achievement: {
          id: expect.stringMatching(/^urn:cscss-me:achievement:/),
          type: ["Achievement"],
          name: expect.any(String),
          description: expect.any(String),
          criteria: { narrative: expect.any(String) },
        },
      },
    });
    expect(content).not.toHaveProperty("proof");
  });

  it.each([
    [6, "BachelorDegree"],
    [7, "MasterDegree"],
    [8, "DoctoralDegree"],
    [5, "Degree"],
  ])("of a degree at EQF level %d is a %s", async (eqfLevel, achievementType) => {
    const { content } = exportOpenBadge(await openedOffline("degree", { ...RECORD_CLAIMS.degree, eqfLevel }));
    expect(content).toMatchObject({ credentialSubject: { achievement: { achievementType } } });
  });

  it("links every result to its description", async () => {
    const { content } = exportOpenBadge(await openedOffline("degree", RECORD_CLAIMS.degree));
    const results = at(content, ["credentialSubject", "result", "resultDescription"]);
    expect(results).toEqual(at(content, ["credentialSubject", "achievement", "resultDescription", "id"]));
    expect(results).toHaveLength(2);
  });

  it("says why it takes no list of courses and no odd language tag", async () => {
    const record = await openedOffline("transcript", { ...RECORD_CLAIMS.transcript, language: "de-1996" });
    const reasons = exportOpenBadge(record).unmapped;
    expect(reasons).toContainEqual({ claim: "courses", why: expect.stringContaining("Comprehensive Learner Record") });
    expect(reasons).toContainEqual({ claim: "language", why: expect.stringContaining("language tag") });
  });
});

describe("JSON-LD of the European Learning Model", () => {
  /** The names of members and the values of `type`, without the languages that texts are marked with. */
  function terms(value: JsonValue): string[] {
    if (Array.isArray(value)) return value.flatMap(terms);
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) => {
      if (name === "type") return [name, ...[inner].flat().map(String)];
      return [name, ...(name === "@context" ? [] : terms(inner))];
    });
  }

  it.each(TYPES)("of a %s uses no term that its contexts do not define", async (type) => {
    const { content } = exportElm(await openedOffline(type, RECORD_CLAIMS[type]));
    const unknown = terms(content).filter((term) => !ELM_TERMS.has(term));
    expect([...new Set(unknown)].toSorted()).toEqual(["@context", "en"]);
  });

  it("has everything that identifies the person, the studies and the end of validity, where the record states it", async () => {
    const claims = {
      ...RECORD_CLAIMS.degree,
      fullName: "İlknur van-der-Berg",
      birthName: "Yılmaz",
      patronymicName: "Mehmetovna",
      placeOfBirth: "Izmir",
      citizenshipCountry: "TR",
      gender: "female",
      nationalId: "IT-1997",
      phone: "+39 06 123",
      postalAddress: "Via Roma 1",
      nqfLevel: "QF-7",
      workloadHours: 9000,
      studiedFrom: "2020-10-01",
      studiedUntil: "2026-03-16",
      description: "Six years of medicine.",
      titleConferred: "Dottoressa magistrale",
    };
    const record = await openedOffline("degree", claims, { validUntil: 1_900_000_000 });
    const { content, unmapped } = exportElm(record);
    expect(unmapped.map(({ claim }) => claim).toSorted()).toEqual(["identityOpening", "thesisTitle"]);
    expect(content).toMatchObject({
      expirationDate: "2030-03-17T17:46:40Z",
      validUntil: "2030-03-17T17:46:40Z",
      credentialSubject: {
        birthName: { en: "Yılmaz" },
        placeOfBirth: { type: "Location", geographicName: { en: "Izmir" } },
        citizenshipCountry: [{ notation: "TR" }],
        nationalID: { type: "LegalIdentifier", notation: "IT-1997" },
        hasClaim: [
          {
            influencedBy: [{ temporal: [{ startDate: "2020-10-01T00:00:00Z", endDate: "2026-03-16T00:00:00Z" }] }],
            specifiedBy: [{ volumeOfLearning: "PT9000H", nqfLevel: [{ prefLabel: { en: "QF-7" } }] }],
          },
        ],
      },
    });
    expect(exportOpenBadge(record).content).toMatchObject({
      validUntil: "2030-03-17T17:46:40Z",
      credentialSubject: {
        activityStartDate: "2020-10-01T00:00:00Z",
        achievement: { description: "Six years of medicine." },
      },
    });
  });

  it("has each course of a transcript as a part of the achievement, with its credits and grade", async () => {
    const { courses } = RECORD_CLAIMS.transcript;
    const { content } = exportElm(await openedOffline("transcript", RECORD_CLAIMS.transcript), { language: "it" });
    const parts = ["credentialSubject", "hasClaim", "hasPart"];
    expect(at(content, [...parts, "title", "it"])).toEqual(courses.map(({ title }) => title));
    expect(at(content, [...parts, "creditReceived", "point"])).toEqual(courses.map(({ ects }) => String(ects)));
    expect(at(content, [...parts, "provenBy", "grade", "noteLiteral", "it"])).toEqual(
      courses.map(({ grade }) => grade),
    );
  });

  it("says what of a course and of an institution has no place", async () => {
    const courses = [{ title: "Analysis", hours: 60, status: "passed" as const }];
    const record = await openedOffline("diploma_supplement", { ...RECORD_CLAIMS.diploma_supplement, courses });
    const { mapped, unmapped } = exportElm(record);
    expect(mapped.map(({ claim }) => claim)).toEqual(expect.arrayContaining(["courses", "awardingInstitution"]));
    expect(unmapped).toContainEqual({ claim: "courses", why: "of each course, hours, status has no place" });
    expect(unmapped).toContainEqual({
      claim: "awardingInstitution",
      why: expect.stringContaining("names and the country"),
    });
  });
});

describe("an export as VC-JWT", () => {
  it("says which claims are readable, where an issuer left some visible", async () => {
    const record = await openedOffline("degree", RECORD_CLAIMS.degree);
    const { payload } = record.credential.token;
    const vc = payload.vc as JsonObject;
    const subject = { ...(vc.credentialSubject as JsonObject), country: "IT" };
    const token = { ...record.credential.token, payload: { ...payload, vc: { ...vc, credentialSubject: subject } } };
    const { mapped, unmapped } = exportVcJwt({ ...record, credential: { ...record.credential, token } });
    expect(mapped).toEqual([{ claim: "country", to: "vc.credentialSubject.country" }]);
    expect(unmapped.map(({ claim }) => claim)).not.toContain("country");
  });

  it("says that the claims stay behind as digests", async () => {
    const record = await openedOffline("degree", RECORD_CLAIMS.degree);
    const { content, mapped, unmapped } = exportVcJwt(record);
    expect(content).toBe(record.token);
    expect(mapped).toEqual([]);
    expect(unmapped).toHaveLength(Object.keys(record.claims).length);
  });
});
