import { describe, expect, it } from "vitest";
import type { Point } from "../../../../../scripts/dev/assurance/instrumented/instrument.ts";
import { measure } from "../../../../../scripts/dev/assurance/instrumented/measure.ts";

function point(tag: string, kind: Point["kind"], firstLine: number, lastLine = firstLine): Point {
  return { tag, kind, firstLine, lastLine, text: `text ${tag}` };
}

const FILE = "contracts/C.sol";
const SOURCES = [
  {
    file: FILE,
    points: [point("a", "statement", 1, 2), point("b", "false", 2), point("c", "true", 2), point("d", "statement", 5)],
  },
];

describe("measure", () => {
  it("counts lines and outcomes, and names what is missing", () => {
    const { files, idle } = measure(SOURCES, new Set(["a", "b"]), []);
    expect(files).toEqual([
      {
        file: FILE,
        lines: { hit: 2, all: 3 },
        branches: { hit: 1, all: 2 },
        missing: ["2: never true: text c", "5: text d"],
      },
    ]);
    expect(idle).toEqual([]);
  });

  it("excuses what an exception names, of that file, kind and text only", () => {
    const excuse = { file: FILE, kind: "true", text: "text c", reason: "cannot be" } as const;
    const { files, idle } = measure(SOURCES, new Set(["a", "b", "d"]), [excuse]);
    expect(files[0]).toMatchObject({ branches: { hit: 2, all: 2 }, missing: [] });
    expect(idle).toEqual([]);
    expect(measure(SOURCES, new Set(["a", "b", "d"]), [{ ...excuse, kind: "false" }]).files[0]?.missing).toHaveLength(
      1,
    );
  });

  it("tells an exception that excuses nothing", () => {
    const needless = { file: FILE, kind: "true", text: "text c", reason: "was once unreachable" } as const;
    expect(measure(SOURCES, new Set(["a", "b", "c", "d"]), [needless]).idle).toEqual([needless]);
  });
});
