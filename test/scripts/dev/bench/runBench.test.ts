import { describe, expect, it } from "vitest";
import { readCommand } from "../../../../scripts/dev/bench/runBench.ts";

describe("The command line of the benchmarks", () => {
  it("runs everything unless told", () => {
    const { benchmarks, ...rest } = readCommand([]);
    expect(benchmarks.map(({ name }) => name)).toEqual(["gas", "bytes", "bundle", "time", "bulk", "batch", "growth"]);
    expect(rest).toEqual({ json: false, long: false, rounds: 7 });
  });

  it("picks benchmarks by name, in their own order", () => {
    const { benchmarks, json, rounds } = readCommand(["--only", "time", "--only", "gas", "--json", "--rounds", "3"]);
    expect(benchmarks.map(({ name }) => name)).toEqual(["gas", "time"]);
    expect({ json, rounds }).toEqual({ json: true, rounds: 3 });
  });

  it("refuses what it does not know", () => {
    expect(() => readCommand(["--only", "gass"])).toThrow('no benchmark "gass"');
    expect(() => readCommand(["--rounds", "0"])).toThrow("--rounds");
    expect(() => readCommand(["--fast"])).toThrow("--fast");
  });
});
