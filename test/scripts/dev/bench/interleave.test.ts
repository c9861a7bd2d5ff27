import { describe, expect, it } from "vitest";
import { interleave, ratioOf } from "../../../../scripts/dev/bench/harness/interleave.ts";
import { median } from "../../../../scripts/dev/bench/harness/median.ts";

describe("median", () => {
  it("is the value in the middle, or the mean of the two", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 2])).toBe(3.5);
    expect(median([-1, -10])).toBe(-5.5);
    expect(median([7])).toBe(7);
  });

  it("does not change what it is given, and refuses nothing", () => {
    const values = [3, 1, 2];
    median(values);
    expect(values).toEqual([3, 1, 2]);
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("interleave", () => {
  /** A clock that only what runs moves; the wall's goes twice as fast. */
  function world() {
    let time = 0;
    const ran: string[] = [];
    const candidate = (name: string, takes: () => number) => ({
      name,
      run: () => {
        ran.push(name);
        time += takes();
      },
    });
    return { ran, candidate, clock: () => ({ processor: time, wall: 2 * time }) };
  }

  it("runs the candidates side by side, round by round, after warming them up", async () => {
    const { ran, candidate, clock } = world();
    await interleave([candidate("a", () => 1), candidate("b", () => 1)], { rounds: 3, minimumMs: 1, clock });
    expect(ran.join("")).toBe("ababab".padStart(8, "ab"));
  });

  it("runs as often as it takes to fill a part of a round", async () => {
    const { ran, candidate, clock } = world();
    const [timing] = await interleave([candidate("a", () => 3)], { rounds: 2, minimumMs: 10, clock });
    // 1, 2 and 4 runs to find out, then 4 a round.
    expect(ran).toHaveLength(7 + 2 * 4);
    expect(timing).toMatchObject({ processor: 3, wall: 6 });
  });

  it("gives medians, and ratios of what ran in the same round", async () => {
    const { candidate, clock } = world();
    // The machine slows down threefold in the second round, for all.
    const slow = [1, 1, 3, 1];
    const takes = (base: number) => {
      let call = 0;
      return () => base * (slow[call++] ?? 1);
    };
    const timings = await interleave([candidate("a", takes(2)), candidate("b", takes(8))], {
      rounds: 3,
      minimumMs: 1,
      clock,
    });
    const [a, b] = timings;
    expect(timings.map(({ processor }) => processor)).toEqual([2, 8]);
    expect(a!.rounds.map(({ processor }) => processor)).toEqual([2, 6, 2]);
    expect(ratioOf(b!, a!)).toBe(4);
    expect(ratioOf(a!, a!)).toBe(1);
  });
});
