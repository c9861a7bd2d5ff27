import { describe, expect, it } from "vitest";
import { startProgress } from "../../../../scripts/cli/terminal/progressBar.ts";

function start(isTTY: boolean, total: number) {
  const written: string[] = [];
  const time = { now: 0 };
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) };
  const bar = startProgress({ label: "Issuing", total, unit: "rows", stream, clock: () => time.now });
  return { bar, written, time };
}

describe("startProgress", () => {
  it("writes a plain line every five seconds where nobody looks", () => {
    const { bar, written, time } = start(false, 200);
    for (let done = 1; done <= 200; done += 1) {
      time.now += 50;
      bar.update(done);
    }
    bar.finish();
    expect(written).toHaveLength(2);
    expect(written[0]).toBe("Issuing: 100 of 200 rows, 20 rows/s, 5 s left\n");
    expect(written[1]).toBe("Issuing: 200 of 200 rows, 20 rows/s in 10 s\n");
  });

  it("redraws one line of a terminal, not too often and never wider than it", () => {
    const { bar, written, time } = start(true, 1000);
    for (let done = 1; done <= 100; done += 1) {
      time.now += 10;
      bar.update(done);
    }
    expect(written).toHaveLength(10);
    expect(written.every((text) => text.startsWith("\r\u001B[2KIssuing ") && text.length <= 4 + 80)).toBe(true);
    expect(written.at(-1)).toContain("91 of 1000 rows, 100 rows/s, 9 s left");
  });

  it("stays calm with nothing to do", () => {
    const { bar, written } = start(false, 0);
    bar.update(0);
    bar.finish();
    expect(written).toEqual(["Issuing: 0 of 0 rows, 0.0 rows/s in 0 s\n"]);
  });
});
