import { createHash, createHmac } from "node:crypto";
import { keccak256 } from "ethers";
import { describe, expect, it } from "vitest";
import { deriveAccessKey, recordIdOf } from "../../../sdk/credential/accessKey.ts";

const SECRET = Uint8Array.from({ length: 32 }, (_, index) => index);
const PLACE = {
  chainId: 31337n,
  wallet: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  award: "2026/938273-1",
  attempt: 0,
};

describe("deriveAccessKey", () => {
  it("gives the committed vector, and what node:crypto gives over the bytes the page names", () => {
    const message = Buffer.concat([
      Buffer.from("7a69".padStart(64, "0"), "hex"),
      Buffer.from(PLACE.wallet.slice(2), "hex"),
      createHash("sha256").update(PLACE.award).digest(),
      Buffer.alloc(4),
    ]);
    const accessKey = deriveAccessKey(SECRET, PLACE);
    expect(accessKey).toBe(`0x${createHmac("sha256", SECRET).update(message).digest("hex")}`);
    expect(accessKey).toBe("0x1c1725a7dea47bf903048bbc051df407f013e96dbf5b476aa6ce556dba3399b2");
    expect(recordIdOf(accessKey)).toBe(keccak256(accessKey).slice(0, 34));
    expect(recordIdOf(accessKey)).toBe("0x8df5f801161f65f04f214dfcf8f36fde");
  });

  it("gives the same award the same key, however the wallet is written, so that a repeated batch is harmless", () => {
    expect(deriveAccessKey(SECRET, { ...PLACE, wallet: PLACE.wallet.toLowerCase() })).toBe(
      deriveAccessKey(SECRET, PLACE),
    );
  });

  it("gives another key for another secret, chain, wallet, award or attempt", () => {
    const keys = [
      deriveAccessKey(SECRET, PLACE),
      deriveAccessKey(SECRET.toReversed(), PLACE),
      deriveAccessKey(SECRET, { ...PLACE, chainId: 1n }),
      deriveAccessKey(SECRET, { ...PLACE, wallet: `0x${"11".repeat(20)}` }),
      deriveAccessKey(SECRET, { ...PLACE, award: "2026/938273-2" }),
      deriveAccessKey(SECRET, { ...PLACE, award: "" }),
      deriveAccessKey(SECRET, { ...PLACE, attempt: 1 }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("refuses a secret, a wallet or an attempt of another size", () => {
    const refuse = (secret: Uint8Array, place: Partial<typeof PLACE>) => () =>
      deriveAccessKey(secret, { ...PLACE, ...place });
    for (const length of [0, 31, 33]) {
      expect(refuse(new Uint8Array(length), {})).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
    }
    expect(refuse(SECRET, { attempt: -1 })).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
    expect(refuse(SECRET, { attempt: 2 ** 32 })).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
    expect(refuse(SECRET, { wallet: "0x00" })).toThrow(expect.objectContaining({ code: "ERR_ENCODING" }));
    expect(() => recordIdOf("0x00")).toThrow(expect.objectContaining({ code: "ERR_ENCODING" }));
  });
});
