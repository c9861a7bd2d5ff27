import { describe, expect, it } from "vitest";
import type { MarkedText } from "../../../sdk/seal/marks.ts";
import { resolveMarks, setMarks } from "../../../sdk/seal/marks.ts";

const parties = { issuer: "did:i", holder: "did:h", wallet: "did:ethr:0x1:0xw", recordId: "0xr" };
const bytes = (length: number) => new Uint8Array(length).fill(0xab);

describe("marks", () => {
  it("stand for the names both ends know, and for random bytes in their order", () => {
    const uuid = "abababab-abab-abab-abab-abababababab";
    const plain = `did:i did:h did:ethr:0x1:0xw 0xw 0xr 0x${"ab".repeat(32)} ${uuid}`;
    const marked = setMarks(plain, parties);
    expect(marked).toEqual({ text: "\u0001 \u0002 \u0003 \u0004 \u0005 \u0006 \u0007", raw: bytes(48) });
    expect(resolveMarks(marked, parties)).toBe(plain);
  });

  it("stand for a salt at the beginning of a line only", () => {
    const salt = `["${"q6ur".repeat(5)}qw",`;
    expect(setMarks(`${salt}"a"\n"b",${salt}"c"`, parties)).toEqual({
      text: `\u000b"a"\n"b",${salt}"c"`,
      raw: bytes(16),
    });
  });

  it.each<[string, MarkedText, string]>([
    ["fewer", { text: "\u0007", raw: bytes(15) }, "missing"],
    ["none", { text: "\u0006", raw: bytes(0) }, "missing"],
    ["more", { text: "\u0007", raw: bytes(17) }, "left over"],
    ["any", { text: "no mark", raw: bytes(1) }, "left over"],
  ])("are refused with %s raw bytes than they stand for", (_, marked, problem) => {
    expect(() => resolveMarks(marked, parties)).toThrow(`raw bytes are ${problem}`);
  });
});
