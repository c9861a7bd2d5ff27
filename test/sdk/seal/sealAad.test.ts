import { describe, expect, it } from "vitest";
import type { SealContext } from "../../../sdk/seal/SealContext.ts";
import { sealAad } from "../../../sdk/seal/sealAad.ts";

const context: SealContext = {
  chainId: 31337n,
  wallet: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  recordId: Uint8Array.from({ length: 16 }, (_, index) => index),
  payloadSequence: 255,
  sealingKeyNumber: 258,
};

describe("sealAad", () => {
  it("joins label, chain, wallet, record, sequence and key number", () => {
    expect(Buffer.from(sealAad(context)).toString("hex")).toBe(
      [
        Buffer.from("cscss-me/seal/1").toString("hex"),
        "7a69".padStart(64, "0"),
        "70997970c51812dc3a010c7d01b50e0d17dc79c8",
        "000102030405060708090a0b0c0d0e0f",
        "ff",
        "0102",
      ].join(""),
    );
  });

  it.each<[string, Partial<SealContext>]>([
    ["a negative chain", { chainId: -1n }],
    ["a chain beyond 32 bytes", { chainId: 2n ** 256n }],
    ["a wallet that is no address", { wallet: "0x01" }],
    ["a wallet with a wrong checksum", { wallet: "0x70997970c51812dc3A010C7d01b50e0d17dc79C8" }],
    ["a record of 15 bytes", { recordId: new Uint8Array(15) }],
    ["sequence 0", { payloadSequence: 0 }],
    ["sequence 256", { payloadSequence: 256 }],
    ["sequence 1.5", { payloadSequence: 1.5 }],
    ["key number 65,536", { sealingKeyNumber: 65_536 }],
    ["a negative key number", { sealingKeyNumber: -1 }],
  ])("refuses %s", (_what, change) => {
    expect(() => sealAad({ ...context, ...change })).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });
});
