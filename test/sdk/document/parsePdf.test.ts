import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeStream, PdfName } from "../../../sdk/document/parsePdf.ts";
import { openBudget } from "../../../sdk/document/ReadingBudget.ts";

/** A text that was packed so many times. */
function packed(text: string, times: number) {
  let bytes: Uint8Array = Buffer.from(text);
  for (let time = 0; time < times; time++) bytes = deflateSync(bytes);
  const filters = Array.from({ length: times }, () => new PdfName("FlateDecode"));
  return { dictionary: new Map([["Filter", filters]]), bytes };
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe("a stream of a PDF", () => {
  it("is unpacked as often as honest files pack it, and no oftener", () => {
    expect(decodeStream(packed("the diploma", 4), 100, openBudget())?.bytes).toEqual(bytesOf("the diploma"));
    expect(decodeStream(packed("the diploma", 5), 100, openBudget())).toBeUndefined();
  });

  it("gives no more than was asked for, packed or not", () => {
    for (const times of [0, 1, 2]) {
      expect(decodeStream(packed("x".repeat(100), times), 100, openBudget())?.bytes).toHaveLength(100);
      expect(decodeStream(packed("x".repeat(101), times), 100, openBudget())).toBeUndefined();
    }
  });

  it("is left as it is behind a filter that is not known here", () => {
    const { bytes } = packed("the picture", 1);
    const filters = ["Fl", "DCTDecode", "FlateDecode"].map((name) => new PdfName(name));
    expect(decodeStream({ dictionary: new Map([["Filter", filters]]), bytes }, 100, openBudget())).toEqual({
      bytes: bytesOf("the picture"),
      left: ["DCTDecode", "FlateDecode"],
    });
  });
});
