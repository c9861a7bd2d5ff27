import { describe, expect, it } from "vitest";
import { UTF8 } from "../../../sdk/inputs/decodeText.ts";
import { splitCsv } from "../../../sdk/inputs/splitCsv.ts";

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

  it("says what bytes that are not of the encoding should have been", () => {
    expect(split("a\n1\n").expected).toBe(UTF8);
    expect(split(Buffer.from("a,b\n", "utf16le")).problem).toMatchObject({ place: "1", field: "" });
  });

  it("takes the delimiter that a first line says, and counts that line", () => {
    const table = '"sep=;"\na,b;c\n1;2\n';
    expect(split(table).records).toEqual([
      { line: 2, cells: ["a,b", "c"] },
      { line: 3, cells: ["1", "2"] },
    ]);
    expect(cells("sep=|\na|b\n1|2\n")[1]).toEqual(["1", "2"]);
    for (const odd of ["xsep=;\na;b\n", "sep=;x\na;b\n", "sep=:\na:b\n"]) expect(split(odd).records[0]?.line).toBe(1);
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
    expect(split("")).toEqual({ records: [], expected: UTF8 });
  });
});
