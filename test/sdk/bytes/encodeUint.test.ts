import { describe, expect, it } from "vitest";
import { encodeUint } from "../../../sdk/bytes/encodeUint.ts";

describe("encodeUint", () => {
  it("writes big-endian with leading zeros", () => {
    expect(encodeUint(258, 4)).toEqual(Uint8Array.of(0, 0, 1, 2));
    expect(encodeUint(2n ** 256n - 1n, 32)).toEqual(new Uint8Array(32).fill(255));
    expect(encodeUint(0, 1)).toEqual(Uint8Array.of(0));
  });

  it.each([
    [256, 1],
    [-1, 2],
    [1.5, 2],
    [2 ** 53, 8],
    [Number.NaN, 2],
    [2n ** 16n, 2],
    [-1n, 2],
  ])("refuses %s in %s bytes", (value, width) => {
    expect(() => encodeUint(value, width)).toThrow(expect.objectContaining({ code: "ERR_ARGUMENT" }));
  });
});
