import { beforeAll, describe, expect, it } from "vitest";
import { createDisclosure } from "../../../sdk/disclosure/createDisclosure.ts";
import { exportClaims } from "../../../sdk/export/exportClaims.ts";
import { exportSdJwt } from "../../../sdk/export/exportSdJwt.ts";
import { exportVcJwt } from "../../../sdk/export/exportVcJwt.ts";
import { importCredential } from "../../../sdk/export/importCredential.ts";
import type { JsonObject } from "../../../sdk/json/JsonValue.ts";
import { answerRequest } from "../../../sdk/presentation/answerRequest.ts";
import { memoryTokenSigner } from "../../../sdk/token/TokenSigner.ts";
import type { OpenedRecord } from "../../../sdk/wallet/openRecords.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";
import { openedOffline } from "../../fixtures/offlineIssuer.ts";
import { RECORD_CLAIMS } from "../../fixtures/recordClaims.ts";

const STRANGE = createDisclosure({ salt: fixedBytes("strange", 16), name: "distinction", value: "cum laude" }).encoded;

describe("importCredential", () => {
  let record: OpenedRecord;
  let other: OpenedRecord;

  beforeAll(async () => {
    record = await openedOffline("transcript", RECORD_CLAIMS.transcript, { validUntil: 1_900_000_000 });
    other = await openedOffline("degree", RECORD_CLAIMS.degree, { award: "2026/2" });
  });

  it("gives back the whole credential from an SD-JWT", () => {
    const { issuer: _, ...expected } = record;
    expect(importCredential(`${exportSdJwt(record).content}\n`)).toEqual(expected);
  });

  it("gives back the whole credential from plain JSON, however it is indented", () => {
    const { issuer: _, ...expected } = record;
    const { content } = exportClaims(record);
    for (const text of [JSON.stringify(content), JSON.stringify(content, null, 2)]) {
      expect(importCredential(text)).toEqual(expected);
    }
  });

  it("gives back token and credential from a VC-JWT, which carries no claims", () => {
    const imported = importCredential(exportVcJwt(record).content);
    expect(imported).toEqual({ token: record.token, disclosures: [], credential: record.credential, claims: {} });
  });

  it.each<[what: string, change: (plain: JsonObject) => void]>([
    ["a claim was changed", (plain) => Object.assign(plain.claims as JsonObject, { finalGrade: "110" })],
    ["a claim was added", (plain) => Object.assign(plain.claims as JsonObject, { distinction: "cum laude" })],
    ["a claim was taken away", (plain) => delete (plain.claims as JsonObject).finalGrade],
    ["a disclosure was taken away", (plain) => (plain.disclosures as string[]).pop()],
    ["it names another issuer", (plain) => Object.assign(plain, { issuer: plain.holder })],
    ["it names another holder", (plain) => Object.assign(plain, { holder: plain.issuer })],
    ["it names another type", (plain) => Object.assign(plain, { recordType: "degree" })],
    ["it names another date", (plain) => Object.assign(plain, { validFrom: 1 })],
    ["it lasts longer", (plain) => Object.assign(plain, { validUntil: 2_000_000_000 })],
    ["it never ends", (plain) => delete plain.validUntil],
    ["it has a member more", (plain) => Object.assign(plain, { verified: true })],
    ["it lacks a member", (plain) => delete plain.holder],
    ["it is of another version", (plain) => Object.assign(plain, { version: 2 })],
  ])("refuses plain JSON where %s", (_, change) => {
    const plain = structuredClone(exportClaims(record).content) as unknown as JsonObject;
    change(plain);
    expect(() => importCredential(JSON.stringify(plain))).toThrow(expect.objectContaining({ code: "ERR_IMPORT" }));
  });

  it("refuses plain JSON with the token of another credential", () => {
    const mixed = { ...exportClaims(record).content, token: other.token };
    expect(() => importCredential(JSON.stringify(mixed))).toThrow(
      expect.objectContaining({ code: "ERR_DISCLOSURE_UNREFERENCED" }),
    );
  });

  it("refuses a presentation, which its holder made for somebody", async () => {
    const request = {
      type: "CscssMeRequest",
      audience: "a",
      nonce: "n".repeat(22),
      purpose: "p",
      claims: ["awardTitle"],
      expires: 9,
    } as const;
    const signer = memoryTokenSigner(fixedBytes("graduate", 32));
    const presentation = await answerRequest(request, { credential: record, signer, now: 1 });
    expect(() => importCredential(presentation)).toThrow(/is a presentation/);
  });

  it.each<[string, (text: string) => string, string]>([
    ["a disclosure of another credential", (text) => `${text}${STRANGE}~`, "ERR_DISCLOSURE_UNREFERENCED"],
    ["a disclosure twice", (text) => `${text}${record.disclosures[0]}~`, "ERR_DISCLOSURE_DUPLICATE"],
    ["an empty disclosure", (text) => `${text}~`, "ERR_DISCLOSURE_FORMAT"],
    ["its end cut off", (text) => text.slice(0, -10), "ERR_DISCLOSURE_FORMAT"],
    ["another first character", (text) => `f${text.slice(1)}`, "ERR_TOKEN_FORMAT"],
  ])("refuses an SD-JWT with %s", (_, change, code) => {
    expect(() => importCredential(change(exportSdJwt(record).content))).toThrow(expect.objectContaining({ code }));
  });

  it.each(["", "{}", "{", "a.b.c", "null", "[]", '{"type":"CscssMeCredential","type":"x"}'])(
    "refuses the text %j",
    (text) => {
      expect(() => importCredential(text)).toThrow(expect.objectContaining({ code: expect.stringMatching(/^ERR_/) }));
    },
  );
});
