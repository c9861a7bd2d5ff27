import { computeAddress, getAddress } from "ethers";
import { describe, expect, it } from "vitest";
import { encodeHex } from "../../../sdk/bytes/hex.ts";
import { addressOf } from "../../../sdk/crypto/addressOf.ts";
import { checksumAddress } from "../../../sdk/crypto/checksumAddress.ts";
import { nobleSecp256k1 } from "../../../sdk/crypto/nobleSecp256k1.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

describe("addressOf", () => {
  it("gives the address ethers computes", () => {
    for (const label of ["university", "graduate", "employer", "mallory"]) {
      const publicKey = nobleSecp256k1.publicKeyOf(fixedBytes(label, 32));
      expect(addressOf(publicKey)).toBe(computeAddress(encodeHex(publicKey)));
    }
  });

  it("refuses what is no compressed point", () => {
    expect(() => addressOf(new Uint8Array(33))).toThrow(expect.objectContaining({ code: "ERR_PUBLIC_KEY" }));
  });
});

describe("checksumAddress", () => {
  it("writes the checksum ethers writes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
        const address = encodeHex(bytes);
        expect(checksumAddress(address)).toBe(getAddress(address));
        expect(checksumAddress(getAddress(address))).toBe(getAddress(address));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    "0x70997970c51812dc3A010C7d01b50e0d17dc79C8",
    "0X70997970c51812dc3a010c7d01b50e0d17dc79c8",
    "70997970c51812dc3a010c7d01b50e0d17dc79c8",
    "0x70997970c51812dc3a010c7d01b50e0d17dc79c",
    "0x70997970c51812dc3a010c7d01b50e0d17dc79c8\n",
    "0x70997970c51812dc3a010c7d01b50e0d17dc79cg",
  ])("refuses %j", (address) => {
    expect(() => checksumAddress(address)).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });
});
