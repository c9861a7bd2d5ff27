import { describe, expect, it } from "vitest";
import type { RecordTypeName } from "../../../sdk/credential/recordTypes.ts";
import { validateClaims } from "../../../sdk/credential/validateClaims.ts";
import { exportOpenBadge } from "../../../sdk/export/exportOpenBadge.ts";
import { readBadge } from "../../../sdk/inputs/readBadge.ts";
import { openedOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const BADGE = {
  "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  id: "urn:uuid:3b0e2f0e-6f0c-4b7e-9d6a-2f1f0c3f2a11",
  type: ["VerifiableCredential", "OpenBadgeCredential"],
  name: "Data Literacy",
  issuer: { id: "https://esempio.example/", type: ["Profile"], name: "University of Example" },
  validFrom: "2026-10-04T09:00:00Z",
  validUntil: "2031-10-04T00:00:00Z",
  credentialSubject: {
    type: ["AchievementSubject"],
    identifier: [
      { type: "IdentityObject", hashed: false, identityHash: "S2026000001", identityType: "systemId" },
      { type: "IdentityObject", hashed: false, identityHash: "ada@students.example.edu", identityType: "emailAddress" },
    ],
    achievement: {
      id: "https://esempio.example/badges/data-literacy",
      type: ["Achievement"],
      achievementType: "MicroCredential",
      name: "Data Literacy",
      description: "Reads, works with and argues with data.",
      criteria: { narrative: "Reads data\n\nArgues with data" },
    },
  },
} as const;

const read = (value: unknown, options: object = {}) =>
  readBadge(JSON.stringify(value), { place: "badge.json", ...options });

/** The badge with one value at a path put otherwise. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(BADGE) as unknown as Record<string, never>;
  const names = path.split("/");
  const last = names.pop() ?? "";
  const inner = names.reduce<Record<string, unknown>>((one, name) => one[name] as Record<string, unknown>, copy);
  inner[last] = value;
  return copy;
}

describe("readBadge", () => {
  it("makes a record of a badge", () => {
    const { rows, problems } = read(BADGE);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        place: "badge.json",
        studentId: "S2026000001",
        diplomaNumber: BADGE.id,
        recordType: "certificate",
        awardDate: "2026-10-04",
        validUntil: Date.UTC(2031, 9, 4) / 1000,
        claims: {
          studentId: "S2026000001",
          email: "ada@students.example.edu",
          organizationName: "University of Example",
          awardTitle: "Data Literacy",
          awardDate: "2026-10-04",
          description: "Reads, works with and argues with data.",
          learningOutcomes: ["Reads data", "Argues with data"],
        },
      },
    ]);
  });

  const CARRIED = ["learning_outcome", "degree", "certificate", "final_examination", "professional_licence"] as const;
  it.each(CARRIED satisfies readonly RecordTypeName[])("gives back what the export of a %s carries", async (type) => {
    const record = await openedOffline(type, RECORD_CLAIMS[type]);
    const { content, unmapped } = exportOpenBadge(record);
    const lost = unmapped.map(({ claim }) => claim);
    const kept = Object.fromEntries(Object.entries(record.claims).filter(([name]) => !lost.includes(name)));
    const { rows, problems } = read(content);
    expect(problems).toEqual([]);
    expect(rows[0]).toMatchObject({ recordType: type, claims: kept });
    validateClaims(type, rows[0]!.claims);
  });

  it("reads a list, each badge by its place", () => {
    const { problems } = read([BADGE, changed("credentialSubject/achievement/name", "Another")]);
    expect(problems).toMatchObject([{ place: "badge.json 2", field: "/name" }]);
  });

  it.each([
    ["a proof, which would not be checked", "proof", { type: "DataIntegrityProof" }, "/proof"],
    ["evidence", "evidence", [{ id: "https://esempio.example/" }], "/evidence"],
    ["an image", "credentialSubject/achievement/image", { id: "https://esempio.example/" }, /achievement\/image$/],
    [
      "criteria that must be fetched",
      "credentialSubject/achievement/criteria/id",
      "https://x.example/",
      /criteria\/id$/,
    ],
    ["a hashed identity", "credentialSubject/identifier/0/hashed", true, /identifier\/0\/hashed$/],
    ["an identity of no known type", "credentialSubject/identifier/1/identityType", "isni", /identityType$/],
    ["an unknown kind of achievement", "credentialSubject/achievement/achievementType", "Medal", /achievementType$/],
    [
      "an alignment with another framework",
      "credentialSubject/achievement/alignment",
      [{ targetFramework: "X" }],
      /targetFramework$/,
    ],
    ["two grades", "credentialSubject/result", [{ value: "A" }, { value: "B" }], /result\/1\/value$/],
    ["a time that is none", "validFrom", "yesterday", "/validFrom"],
    ["another context", "@context", ["https://www.w3.org/ns/credentials/v2"], "/@context"],
    ["another type", "type", ["VerifiableCredential"], "/type"],
    ["no student number", "credentialSubject/identifier", [], /identifier$/],
    ["a number for a name", "issuer/name", 7, "/issuer/name"],
  ])("refuses %s, with path, found and expected", (_, path, value, field) => {
    const { rows, problems } = read(changed(path, value));
    expect(rows).toEqual([]);
    const fields = problems.map((problem) => problem.field);
    expect(
      fields.some((one) => (typeof field === "string" ? one === field : field.test(one))),
      fields.join(),
    ).toBe(true);
    for (const { found, expected } of problems) expect([found, expected]).not.toContain("");
  });

  it("leaves out what it is told to", () => {
    expect(read(changed("proof", {}), { leftOut: ["proof"] }).rows).toEqual(read(BADGE).rows);
  });

  it("issues as the type of record it is told to", () => {
    const medal = changed("credentialSubject/achievement/achievementType", "Medal");
    expect(read(medal, { recordType: "learning_outcome" }).rows).toMatchObject([{ recordType: "learning_outcome" }]);
  });

  it.each(["{", '{"a":1,"a":2}', '{"__proto__":{}}', "[".repeat(100) + "]".repeat(100)])("refuses %j", (text) => {
    expect(() => readBadge(text, { place: "x" })).toThrow(expect.objectContaining({ code: "ERR_JSON" }));
  });

  it.each(["null", "[7]", "{}"])("reports %s", (text) => {
    expect(readBadge(text, { place: "x" }).problems.length).toBeGreaterThan(0);
  });
});

const claimsOf = (value: unknown, options: object = {}) => {
  const { rows, problems } = read(value, options);
  expect(problems).toEqual([]);
  return rows[0]?.claims;
};
const problemsAt = (value: unknown) => read(value).problems.map(({ field }) => field);

describe("a badge", () => {
  it("is of Open Badges 3.0 by its context and one of two types", () => {
    const ob = "https://purl.imsglobal.org/spec/ob/v3p0/context.json";
    expect(claimsOf(changed("@context", ob))).toBeDefined();
    for (const context of [`x${ob}`, "https://purl.imsglobal.org/spec/ob/v2p0/", []]) {
      expect(problemsAt(changed("@context", context))).toEqual(["/@context"]);
    }
    expect(claimsOf(changed("type", "AchievementCredential"))).toBeDefined();
    expect(read(changed("type", [])).problems).toMatchObject([{ field: "/type", found: "nothing" }]);
    expect(read(changed("type", ["A", "B"])).problems).toMatchObject([{ found: "A, B" }]);
  });

  it("is awarded when it says, or when it begins to hold, and holds until it says", () => {
    expect(claimsOf(changed("awardedDate", "2026-09-01T23:30:00+02:00"))?.awardDate).toBe("2026-09-01");
    const { validUntil: _, ...endless } = BADGE;
    expect(read(endless).rows[0]).not.toHaveProperty("validUntil");
    const { validFrom: __, ...timeless } = BADGE;
    expect(problemsAt(timeless)).toEqual(["/awardedDate"]);
    for (const time of [
      "2026-10-04",
      "x2026-10-04T09:00:00Z",
      "2026-10-04T09:00:00Zx",
      "2026-10-04T09:00:00",
      "2026-13-04T09:00:00Z",
    ]) {
      expect(problemsAt(changed("validUntil", time))).toEqual(["/validUntil"]);
    }
    expect(read(changed("validUntil", "2031-10-04T00:00:00.5Z")).problems).toEqual([]);
  });

  it("is of somebody, for something, and has an id by which it is issued once", () => {
    const { credentialSubject: _, ...empty } = BADGE;
    expect(problemsAt(empty)).toEqual(expect.arrayContaining(["/credentialSubject", "/credentialSubject/achievement"]));
    const { id: __, ...nameless } = BADGE;
    expect(problemsAt(nameless)).toEqual(["/id"]);
    const { name: ___, ...unnamed } = BADGE;
    expect(claimsOf(unnamed)?.awardTitle).toBe("Data Literacy");
    expect(problemsAt(changed("name", "Other"))).toEqual(["/name"]);
  });

  it("is issued as what its achievement is; what is inherited names no type", () => {
    const kind = (value: string) => changed("credentialSubject/achievement/achievementType", value);
    expect(read(kind("MasterDegree")).rows[0]?.recordType).toBe("degree");
    expect(read(kind("License")).rows[0]?.recordType).toBe("professional_licence");
    expect(problemsAt(kind("toString"))).toEqual(["/credentialSubject/achievement/achievementType"]);
    const { achievementType: _, ...achievement } = BADGE.credentialSubject.achievement;
    expect(read(changed("credentialSubject/achievement", achievement)).problems).toMatchObject([{ found: "nothing" }]);
  });

  it("says who its subject is by identities of known types, in plain text", () => {
    const identity = (value: object) => changed("credentialSubject/identifier/1", value);
    expect(claimsOf(identity({ identityType: "ext:familyName", identityHash: "Byron" }))?.familyName).toBe("Byron");
    expect(claimsOf(identity({ identityType: "nationalIdentityNumber", identityHash: "N1" }))?.nationalId).toBe("N1");
    expect(claimsOf(identity({ identityType: "emailAddress" }))).not.toHaveProperty("email");
    const at = "/credentialSubject/identifier/1/identityType";
    expect(problemsAt(identity({ identityType: "toString", identityHash: "x" }))).toEqual([at]);
    expect(read(identity({ identityHash: "x" })).problems).toMatchObject([{ field: at, found: "nothing" }]);
  });

  it("names its issuer and country, if at all", () => {
    const issuer = { name: "University", address: { type: "Address", addressCountryCode: "IT" } };
    expect(claimsOf(changed("issuer", issuer))).toMatchObject({ organizationName: "University", country: "IT" });
    const { issuer: _, ...nobody } = BADGE;
    expect(claimsOf(nobody)).not.toHaveProperty("organizationName");
  });

  it("says what was learned; what our own export writes in place of nothing is nothing", () => {
    const narrative = (text: unknown) => changed("credentialSubject/achievement/criteria", { narrative: text });
    expect(claimsOf(narrative("One\n\n\nTwo\nlines"))?.learningOutcomes).toEqual(["One", "Two\nlines"]);
    expect(claimsOf(narrative("Not stated by the issuer."))).not.toHaveProperty("learningOutcomes");
    expect(claimsOf(changed("credentialSubject/achievement/criteria", {}))).not.toHaveProperty("learningOutcomes");
    const same = changed("credentialSubject/achievement/description", "Data Literacy");
    expect(claimsOf(same)).not.toHaveProperty("description");
  });

  it("has credits, a licence, times of study, and what the achievement says of itself", () => {
    const subject = {
      ...BADGE.credentialSubject,
      id: "did:example:1",
      creditsEarned: 7.5,
      licenseNumber: "L1",
      activityStartDate: "2026-01-01T00:00:00Z",
      activityEndDate: "2026-06-01T00:00:00Z",
      achievement: {
        ...BADGE.credentialSubject.achievement,
        humanCode: "DL-1",
        fieldOfStudy: "Data",
        specialization: "Charts",
        inLanguage: "en",
      },
    };
    expect(claimsOf(changed("credentialSubject", subject))).toMatchObject({
      ...{ credits: 7.5, licenceNumber: "L1", studiedFrom: "2026-01-01", studiedUntil: "2026-06-01" },
      ...{ programmeCode: "DL-1", programmeTitle: "Data", specialization: "Charts", language: "en" },
    });
  });

  it("is aligned with a level and a field of study", () => {
    const alignment = [
      {
        type: ["Alignment"],
        targetName: "EQF 7",
        targetUrl: "https://x.example/",
        targetFramework: "European Qualifications Framework",
        targetCode: "7",
      },
      { targetType: "CFItem", targetFramework: "ISCED-F 2013", targetCode: "0613" },
    ];
    expect(claimsOf(changed("credentialSubject/achievement/alignment", alignment))).toMatchObject({
      eqfLevel: 7,
      iscedCode: "0613",
    });
    const { problems } = read(changed("credentialSubject/achievement/alignment", {}));
    expect(problems).toMatchObject([
      { field: "/credentialSubject/achievement/alignment/0/targetFramework", found: "nothing" },
    ]);
  });

  it("has one grade of one scale, and one distinction", () => {
    const graded = (names: readonly string[], values = ["110", "cum laude"]) => {
      const subject = {
        ...BADGE.credentialSubject,
        result: values.map((value, index) => ({ type: "Result", resultDescription: `urn:${index}`, value })),
        achievement: {
          ...BADGE.credentialSubject.achievement,
          resultDescription: names.map((name, index) => ({
            id: `urn:${index}`,
            type: "ResultDescription",
            name,
            resultType: "Other",
          })),
        },
      };
      return changed("credentialSubject", subject);
    };
    expect(claimsOf(graded(["Final grade (66-110)", "Distinction"]))).toMatchObject({
      finalGrade: "110",
      gradingScale: "66-110",
      distinction: "cum laude",
    });
    expect(claimsOf(graded(["Final grade"], ["110"]))).not.toHaveProperty("gradingScale");
    expect(claimsOf(graded(["US letters"], ["A"]))).toMatchObject({ finalGrade: "A", gradingScale: "US letters" });
    expect(claimsOf(graded([], ["A"]))).not.toHaveProperty("gradingScale");
    expect(claimsOf(graded(["Final grade (a (b))"], ["A"]))).toMatchObject({ gradingScale: "a (b)" });
    expect(problemsAt(graded(["Distinction", "Distinction"]))).toEqual(["/credentialSubject/result/1/value"]);
  });

  it("among many is named by its place, also where it is no badge at all", () => {
    expect(read([BADGE, 7]).problems).toMatchObject([{ place: "badge.json 2", field: "", found: "7" }]);
    expect(read([BADGE]).rows).toMatchObject([{ place: "badge.json" }]);
    expect(read([BADGE, { ...BADGE, id: "urn:2" }]).rows).toMatchObject([
      { place: "badge.json 1" },
      { place: "badge.json 2" },
    ]);
    expect(read("x".repeat(200)).problems[0]?.found).toHaveLength(80);
  });
});
