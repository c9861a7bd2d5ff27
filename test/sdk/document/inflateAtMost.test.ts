import { constants, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { inflateAtMost } from "../../../sdk/document/inflateAtMost.ts";
import { openBudget } from "../../../sdk/document/ReadingBudget.ts";
import { effort } from "../../fixtures/effort.ts";
import fc from "../../fixtures/fastCheck.ts";
import { fixedRandom } from "../../fixtures/makeCredential.ts";

const unpack = (packed: Uint8Array, limit = 1_000_000) => inflateAtMost(packed, limit, openBudget());
const piece = fixedRandom("noise");
const noise = Buffer.concat(Array.from({ length: 10_000 }, () => piece(32)));
/** Blocks that hold nothing: five bytes each, after which a stream goes on. */
const EMPTY_BLOCK = Buffer.from([0, 0, 0, 0xff, 0xff]);

describe("inflateAtMost", () => {
  it("gives back what zlib packed, at every level and of every size", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 20_000 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 0, max: 9 }),
        (one, times, level) => {
          const bytes = Buffer.concat(Array<Uint8Array>(times).fill(one));
          expect(Buffer.from(unpack(deflateSync(bytes, { level })) ?? []).equals(bytes)).toBe(true);
        },
      ),
      { numRuns: effort(100, 5) },
    );
  });

  it.each([
    ["stored as they are, in blocks of 64 KiB", deflateSync(noise, { level: 0 })],
    ["packed without a table of their own", deflateSync(noise, { strategy: constants.Z_FIXED })],
    ["followed by a line's end", Buffer.concat([deflateSync(noise), Buffer.from("\r\n")])],
    ["followed by a megabyte of something else", Buffer.concat([deflateSync(noise), Buffer.alloc(1_000_000, 7)])],
  ])("unpacks bytes %s", (_, packed) => {
    expect(Buffer.from(unpack(packed) ?? []).equals(noise)).toBe(true);
  });

  it("gives nothing where more comes out than may, and takes no more than that and one piece from the budget", () => {
    const bomb = deflateSync(new Uint8Array(50_000_000));
    const budget = openBudget();
    expect(inflateAtMost(bomb, 1_000, budget)).toBeUndefined();
    expect(openBudget().bytes - budget.bytes).toBeLessThan(1_000 + 4096 * 1032);
    expect(unpack(deflateSync(new Uint8Array(1_000)), 1_000)).toHaveLength(1_000);
    expect(unpack(deflateSync(new Uint8Array(1_001)), 1_000)).toBeUndefined();
    expect(() => inflateAtMost(bomb, 50_000_000, { ...openBudget(), bytes: 49_999_999 })).toThrow("too many");
  });

  it.each([
    ["nothing", new Uint8Array()],
    ["a header alone", Uint8Array.of(0x78, 0x9c)],
    ["another method", deflateSync(noise).with(0, 0x79)],
    ["a header whose check fails", deflateSync(noise).with(1, 0x9d)],
    ["a preset dictionary, which no PDF has", deflateSync(noise).with(1, 0x20)],
    ["an end cut off", deflateSync(noise).subarray(0, -10_000)],
    ["an end cut off behind 64 KiB", deflateSync(noise, { level: 0 }).subarray(0, 70_000)],
    ["a block of a kind there is none", Uint8Array.of(0x78, 0x9c, 0x07)],
    ["a stream that never begins", Buffer.concat([Buffer.from([0x78, 0x9c]), Buffer.alloc(200_000, EMPTY_BLOCK)])],
  ])("gives nothing for %s", (_, packed) => {
    expect(unpack(packed)?.length).toBeUndefined();
  });
});
