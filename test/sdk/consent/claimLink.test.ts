import { describe, expect, it } from "vitest";
import {
  claimName,
  claimNameIn,
  claimReference,
  claimToken,
  parseClaimLink,
  writeClaimLink,
} from "../../../sdk/consent/claimLink.ts";

const ORGANIZATION = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
const OWNER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC";
const SECRET = new Uint8Array(32).fill(7);
const about = { chainId: 31_337, organization: ORGANIZATION, studentId: "S2026000001" };
const LINK = {
  chainId: 31_337,
  organization: ORGANIZATION,
  reference: claimReference(SECRET, about),
  salt: "0a".repeat(16),
};

describe("a claim link", () => {
  it.each(["https://claims.university.example/", "cscss:claim"])("comes back from %s as it was written", (base) => {
    const text = writeClaimLink(LINK, base);
    expect(text.startsWith(`${base}#`)).toBe(true);
    expect(parseClaimLink(`  ${text}\n`)).toEqual(LINK);
  });

  it("holds nothing of the student, and nothing before the # that a server would see", () => {
    const text = writeClaimLink(LINK, "https://claims.university.example/");
    const [seen, fragment = ""] = text.split("#");
    expect(seen).toBe("https://claims.university.example/");
    expect(Buffer.from(fragment, "base64url").toString()).not.toContain(about.studentId);
  });

  it("names a student by what nobody can find without the secret, another at every organization and chain", () => {
    const references = [
      LINK.reference,
      claimReference(new Uint8Array(32).fill(8), about),
      claimReference(SECRET, { ...about, studentId: "S2026000002" }),
      claimReference(SECRET, { ...about, chainId: 1 }),
      claimReference(SECRET, { ...about, organization: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC" }),
    ];
    expect(new Set(references).size).toBe(references.length);
    expect(claimReference(SECRET, about)).toBe(LINK.reference);
  });

  it("gives a token that shows the link was there, and does not show the link", () => {
    const token = claimToken(LINK, OWNER);
    expect(token).toMatch(/^claim:[0-9a-f]{24}:[0-9a-f]{32}$/);
    expect(token.length).toBeLessThanOrEqual(64);
    expect(token).not.toContain(LINK.salt);
    expect(claimNameIn(token)).toBe(claimName(LINK));
    expect(claimToken({ ...LINK, salt: "0b".repeat(16) }, OWNER)).not.toBe(token);
  });

  it("gives a token that is good for nobody else's wallets", () => {
    expect(claimToken(LINK, ORGANIZATION)).not.toBe(claimToken(LINK, OWNER));
  });

  const good = writeClaimLink(LINK, "cscss:claim");
  const inner = JSON.parse(Buffer.from(good.split("#")[1] ?? "", "base64url").toString()) as object;
  const other = (change: object) =>
    `cscss:claim#${Buffer.from(JSON.stringify({ ...inner, ...change })).toString("base64url")}`;
  it.each([
    ["nothing", ""],
    ["a cut one", good.slice(0, -3)],
    ["another type", other({ type: "CscssMeRequest" })],
    ["one with more inside", other({ studentId: "S1" })],
    ["an address that is none", other({ organization: `0x${"zz".repeat(20)}` })],
    ["a salt that is too short", other({ salt: "00" })],
  ])("is not %s", (_, text) => {
    expect(() => parseClaimLink(text)).toThrow(expect.objectContaining({ code: "ERR_CLAIM_LINK" }));
  });

  it("is not one whose address has a wrong checksum", () => {
    const text = other({ organization: ORGANIZATION.replace("C5", "c5") });
    expect(() => parseClaimLink(text)).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });
});
