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
