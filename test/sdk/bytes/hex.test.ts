import { describe, expect, it } from "vitest";
import { decodeHex, encodeHex } from "../../../sdk/bytes/hex.ts";

describe("hex", () => {
  it("writes lower case and reads both", () => {
    expect(encodeHex(Uint8Array.of(1, 171))).toBe("0x01ab");
    expect(decodeHex("0x01AB", 2)).toEqual(Uint8Array.of(1, 171));
  });

  it.each(["01ab", "0x1ab", "0x01abc", "0x01ag", "0X01ab", "0x01ab\n", "0x0001ab"])("refuses %j", (text) => {
    expect(() => decodeHex(text, 2)).toThrow(expect.objectContaining({ code: "ERR_ENCODING" }));
  });
});
