import { describe, expect, it } from "vitest";
import { mapDigests } from "../../../sdk/seal/mapDigests.ts";

const reverse = (digests: string[]): string[] => digests.toReversed();

describe("mapDigests", () => {
  it("changes the first list and nothing else", () => {
    expect(mapDigests('{"_sd":["a","b"],"x":{"_sd":["c","d"]}}', reverse)).toBe(
      '{"_sd":["b","a"],"x":{"_sd":["c","d"]}}',
    );
    expect(mapDigests('{"_sd":[]}', () => ['"a"'])).toBe('{"_sd":["a"]}');
    expect(mapDigests('"_sd":["a","b"]', reverse)).toBe('"_sd":["b","a"]');
  });

  it("leaves a text without a list as it is, also one that opens lists without end", () => {
    const texts = ["", '{"a":1}', '{"other":["a","b"]}', '{"_sd":["a","b"', '"_sd":['.repeat(200_000)];
    for (const text of texts) expect(mapDigests(text, reverse)).toBe(text);
  });
});
