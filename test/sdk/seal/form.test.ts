import { describe, expect, it } from "vitest";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import type { SealedForm } from "../../../sdk/seal/form.ts";
import { decodeSealedForm, encodeSealedForm } from "../../../sdk/seal/form.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const form: SealedForm = {
  sealingKeyNumber: 258,
  ephemeralKey: nobleSecp256k1.publicKeyOf(fixedBytes("ephemeral", 32)),
  iv: new Uint8Array(16).fill(1),
  mac: new Uint8Array(32).fill(2),
  wrapped: new Uint8Array(48).fill(3),
  holderLayer: new Uint8Array(100).fill(4),
};
const refused = expect.objectContaining({ code: "ERR_SEAL_OPEN", details: { layer: "form" } });

describe("the sealed form", () => {
  it("holds its fields at fixed places", () => {
    const sealed = encodeSealedForm(form);
    expect(sealed).toHaveLength(132 + 100);
    expect([...sealed.subarray(0, 3)]).toEqual([1, 1, 2]);
    expect(sealed.subarray(3, 36)).toEqual(form.ephemeralKey);
    expect([36, 52, 84, 132].map((at) => sealed[at])).toEqual([1, 2, 3, 4]);
    expect(decodeSealedForm(sealed)).toEqual(form);
  });

  it("reads the same from a view into a larger buffer", () => {
    const sealed = encodeSealedForm(form);
    const larger = new Uint8Array(sealed.length + 20).fill(9);
    larger.set(sealed, 10);
    expect(decodeSealedForm(larger.subarray(10, 10 + sealed.length))).toEqual(form);
  });

  it("E8: takes 24,000 bytes and not one more", () => {
    const full = { ...form, holderLayer: new Uint8Array(24_000 - 132) };
    expect(decodeSealedForm(encodeSealedForm(full))).toEqual(full);
    const over = { ...form, holderLayer: new Uint8Array(24_001 - 132) };
    expect(() => encodeSealedForm(over)).toThrow(
      expect.objectContaining({ code: "ERR_SEAL_SIZE", details: { length: 24_001, limit: 24_000 } }),
    );
    expect(() => decodeSealedForm(Uint8Array.from([...encodeSealedForm(full), 0]))).toThrow(refused);
  });

  it("E8: refuses nothing, one byte, and anything too short to hold two layers", () => {
    const sealed = encodeSealedForm(form);
    for (const length of [0, 1, 2, 36, 132, 177])
      expect(() => decodeSealedForm(sealed.subarray(0, length))).toThrow(refused);
    expect(() => decodeSealedForm(sealed.subarray(0, 178))).not.toThrow();
  });

  it("refuses another version", () => {
    for (const version of [0, 2, 255]) {
      expect(() => decodeSealedForm(Uint8Array.from([version, ...encodeSealedForm(form).subarray(1)]))).toThrow(
        refused,
      );
    }
  });

  it.each([
    ["E2: the uncompressed encoding's first byte", 4],
    ["E2: the hybrid encoding's first byte", 6],
    ["infinity", 0],
  ])("refuses %s", (_what, first) => {
    const sealed = encodeSealedForm(form);
    sealed[3] = first;
    expect(() => decodeSealedForm(sealed)).toThrow(refused);
  });

  it("E3: refuses a point off the curve, and an x beyond the field", () => {
    const offCurve = encodeSealedForm({ ...form, ephemeralKey: Uint8Array.from([2, ...new Uint8Array(31), 5]) });
    const beyond = encodeSealedForm({ ...form, ephemeralKey: Uint8Array.from([2, ...new Uint8Array(32).fill(255)]) });
    for (const sealed of [offCurve, beyond]) expect(() => decodeSealedForm(sealed)).toThrow(refused);
  });
});
