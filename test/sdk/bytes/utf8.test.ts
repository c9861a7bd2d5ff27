import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8 } from "../../../sdk/bytes/utf8.ts";

const refused = expect.objectContaining({ code: "ERR_ENCODING" });

describe("utf8", () => {
  it("carries any well-formed text there and back", () => {
    const text = "Þórsdóttir 佐藤 محمد 🎓\u0000";
    expect(decodeUtf8(encodeUtf8(text))).toBe(text);
  });

  it.each([
    ["a byte that begins nothing", [0xff]],
    ["a cut sequence", [0xe4, 0xbd]],
    ["an overlong form", [0xc0, 0xaf]],
    ["an encoded surrogate", [0xed, 0xa0, 0x80]],
    ["a byte order mark", [0xef, 0xbb, 0xbf, 0x61]],
  ])("refuses to decode %s", (_what, bytes) => {
    expect(() => decodeUtf8(Uint8Array.from(bytes))).toThrow(refused);
  });

  it("refuses to encode half of a surrogate pair", () => {
    expect(() => encodeUtf8("a\ud83c")).toThrow(refused);
  });
});
