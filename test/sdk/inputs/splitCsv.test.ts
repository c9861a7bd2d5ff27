import { describe, expect, it } from "vitest";
import { splitCsv, UTF8 } from "../../../sdk/inputs/splitCsv.ts";

const split = (text: string | Uint8Array) => splitCsv(typeof text === "string" ? Buffer.from(text) : text);
const cells = (text: string) => split(text).records.map((record) => record.cells);

describe("splitCsv", () => {
  it("takes the delimiter that the header has most of, whatever later cells hold", () => {
    expect(cells("a,b\n1;2;3,4\n")).toEqual([
      ["a", "b"],
      ["1;2;3", "4"],
    ]);
    expect(cells("a;b;c,d\n1;2;3\n")[0]).toEqual(["a", "b", "c,d"]);
    expect(cells("a\tb\n1\t2\n")[1]).toEqual(["1", "2"]);
    expect(cells("a\n1,2\n")).toEqual([["a"], ["1", "2"]]);
  });

  it("takes all line ends, and passes over empty rows and rows of nothing", () => {
    expect(cells("a,b\r\n1,2\r3,4\n\n,\n5,6")).toEqual([
      ["a", "b"],
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ]);
  });

  it("trims cells and joins their lines, and says on which line a record begins", () => {
    const { records } = split('a,b\n" x \n  y ",2\n3,4\n');
    expect(records).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["x y", "2"] },
      { line: 4, cells: ["3", "4"] },
    ]);
  });

  it("keeps rows of another width for whoever knows which cell is missing", () => {
    expect(cells("a,b\n1\n1,2,3\n").slice(1)).toEqual([["1"], ["1", "2", "3"]]);
  });

  it("refuses bytes that are no UTF-8, by the zeros that text in it has none of", () => {
    const wide = split(Buffer.from("a,b\n", "utf16le"));
    expect(wide).toEqual({
      records: [],
      problem: { place: "1", field: "", found: expect.any(String), expected: UTF8 },
    });
    // So far in, nobody takes it for another encoding.
    const late = new Uint8Array(4097).fill(0x61);
    late[4096] = 0;
    expect(split(late).problem).toBeUndefined();
    late[4095] = 0;
    expect(split(late).problem).toBeDefined();
  });

  it("says where a quote is wrong, and gives no record then", () => {
    const open = split('a,b\n1,"2\n');
    expect(open.records).toEqual([]);
    expect(open.problem).toMatchObject({ place: expect.stringMatching(/^\d+$/), field: "" });
    expect(split('a,b\n1,2"3\n').problem).toMatchObject({ place: "2" });
  });

  it("refuses a record longer than any award", () => {
    expect(split(`a,b\n1,${"x".repeat(60_000)}\n`).problem).toBeUndefined();
    expect(split(`a,b\n1,${"x".repeat(70_000)}\n`).problem).toBeDefined();
  });

  it("is nothing for nothing", () => {
    expect(split("")).toEqual({ records: [] });
  });
});
