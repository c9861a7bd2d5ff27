import { createHash, createHmac } from "node:crypto";
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

  it.each([
    ["of no chain", { chainId: 0 }],
    ["of a chain whose number is no whole one", { chainId: 1.5 }],
    ["of another version", { version: 2 }],
    ["whose reference is too long", { reference: "0a".repeat(17) }],
    ["whose salt is no hex", { salt: "0g".repeat(16) }],
  ])("is not one %s, and says where", (_, change) => {
    const place = `#/${Object.keys(change)[0]}`;
    expect(() => parseClaimLink(other(change))).toThrow(
      expect.objectContaining({ code: "ERR_CLAIM_LINK", message: expect.stringContaining(place) }),
    );
  });

  it("is its fragment alone, or may be written without any base", () => {
    expect(parseClaimLink(good.slice(good.indexOf("#") + 1))).toEqual(LINK);
    expect(parseClaimLink(good.replace("cscss:claim", "https://elsewhere.example/?x=1"))).toEqual(LINK);
  });

  it("is bounded before it is looked at", () => {
    const long = (spaces: number) =>
      `cscss:claim#${Buffer.from(JSON.stringify(inner) + " ".repeat(spaces)).toString("base64url")}`;
    expect(parseClaimLink(long(1000))).toEqual(LINK);
    expect(() => parseClaimLink(long(2000))).toThrow(expect.objectContaining({ code: "ERR_CLAIM_LINK" }));
  });

  it("is named by what its consents begin with; a student number names none", () => {
    expect(claimName(LINK)).toMatch(/^claim:[0-9a-f]{24}$/);
    expect(claimName({ reference: "0b".repeat(16) })).not.toBe(claimName(LINK));
    expect(claimNameIn("S1:2")).toBeUndefined();
    expect(claimNameIn("claim:abc:def")).toBe("claim:abc");
  });

  // Computed by hand from the rule in the comments.
  it("has references and tokens by the rule that is written down", () => {
    const hmac = createHmac("sha256", SECRET)
      .update("cscss-me/claim/1")
      .update(Buffer.alloc(30))
      .update(Buffer.from("7a69", "hex"));
    hmac.update(Buffer.from(ORGANIZATION.slice(2), "hex")).update(createHash("sha256").update("S2026000001").digest());
    expect(LINK.reference).toBe(hmac.digest("hex").slice(0, 32));
    const token = createHmac("sha256", Buffer.from(LINK.salt, "hex")).update("cscss-me/claim/1");
    token.update(Buffer.from(OWNER.slice(2), "hex"));
    expect(claimToken(LINK, OWNER)).toBe(`${claimName(LINK)}:${token.digest("hex").slice(0, 32)}`);
    const name = createHash("sha256").update("cscss-me/claim/1").update(Buffer.from(LINK.reference, "hex"));
    expect(claimName(LINK)).toBe(`claim:${name.digest("hex").slice(0, 24)}`);
  });

  it("is not one whose address has a wrong checksum", () => {
    const text = other({ organization: ORGANIZATION.replace("C5", "c5") });
    expect(() => parseClaimLink(text)).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });
});
