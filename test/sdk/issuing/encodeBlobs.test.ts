import { describe, expect, it } from "vitest";
import { encodeBlobs } from "../../../sdk/issuing/encodeBlobs.ts";
import { fixedBytes } from "../../fixtures/makeCredential.ts";

const MAX_SIZE = 24_000;

/** Bytes of any length that differ from one another. */
function payload(length: number, label = length): Uint8Array {
  const seed = fixedBytes(`payload ${label}`, 32);
  return Uint8Array.from({ length }, (_, index) => (seed[index % 32] ?? 0) ^ (index >> 5));
}

function shape(sizes: readonly number[]): number[][] {
  return encodeBlobs(sizes.map((size) => payload(size))).map(({ members }) => [...members]);
}

describe("encodeBlobs", () => {
  it("writes 0x00, how many, where each ends, and the payloads", () => {
    const [blob] = encodeBlobs([Uint8Array.of(7), Uint8Array.of(8, 9)]);
    expect(blob).toEqual({ members: [0, 1], bytes: Uint8Array.of(0, 2, 0, 1, 0, 3, 7, 8, 9) });
  });

  it("gives an empty payload no place, and nothing for nothing", () => {
    expect(encodeBlobs([])).toEqual([]);
    expect(encodeBlobs([new Uint8Array()])).toEqual([]);
    expect(shape([0, 5, 0, 6])).toEqual([[1, 3]]);
  });

  it("begins a new data contract where a payload no longer fits, to the byte", () => {
    // Two payloads and their head: 2 + 2 × 2 bytes.
    expect(shape([12_000, MAX_SIZE - 12_000 - 6])).toEqual([[0, 1]]);
    expect(shape([12_000, MAX_SIZE - 12_000 - 5])).toEqual([[0], [1]]);
    expect(encodeBlobs([payload(MAX_SIZE - 4)])[0]?.bytes.length).toBe(MAX_SIZE);
  });

  it("keeps the order, and puts 255 payloads into one data contract at most", () => {
    const blobs = encodeBlobs(Array.from({ length: 600 }, (_, index) => payload(1, index)));
    expect(blobs.map(({ members }) => members.length)).toEqual([255, 255, 90]);
    expect(blobs.flatMap(({ members }) => members)).toEqual(Array.from({ length: 600 }, (_, index) => index));
  });
});
