import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { spreadsheetCell } from "../../../sdk/inputs/spreadsheetCell.ts";

describe("cells for spreadsheets (H8)", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x";"y")', "|cmd", "%0A=1"])(
    "%j begins with an apostrophe",
    (text) => {
      const [[cell]] = parse(spreadsheetCell(text)) as [[string]];
      expect(cell).toBe(`'${text}`);
    },
  );

  it.each(["S2026000001", "O'Brien", 'say "x"', "a,b", "a;b", "a\nb", "佐藤"])("%j stays what it is", (text) => {
    const [[cell]] = parse(spreadsheetCell(text)) as [[string]];
    expect(cell).toBe(text);
  });
});
