import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readGraduates } from "../../../sdk/inputs/readGraduates.ts";
import { isXlsx, readXlsx } from "../../../sdk/inputs/readXlsx.ts";

const NOW = Date.UTC(2026, 10, 1) / 1000;
const file = (name: string): Buffer => readFileSync(new URL(`../../fixtures/data/${name}`, import.meta.url));
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const TO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

interface Parts {
  readonly rows?: string;
  readonly strings?: string;
  readonly styles?: string;
  readonly sheets?: string;
  readonly properties?: string;
  readonly more?: Readonly<Record<string, string>>;
}

/** A workbook of these parts. */
function workbook({ rows = "", strings, styles, sheets, properties = "", more = {} }: Parts): Uint8Array {
  const sheetList = sheets ?? `<sheet name="Class" sheetId="1" r:id="rId1"/>`;
  const parts: Record<string, string> = {
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${TO}">${properties}<sheets>${sheetList}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels":
      `<Relationships xmlns="r"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
    ...(strings && { "xl/sharedStrings.xml": `<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...(styles && { "xl/styles.xml": `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...more,
  };
  const encoder = new TextEncoder();
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, encoder.encode(text)])));
}

const cellsOf = (parts: Parts) => readXlsx(workbook(parts)).map(({ cells }) => cells);

describe("readXlsx", () => {
  it.each(["class-excel.xlsx", "class-openpyxl.xlsx"])("%s says what the CSV says", (name) => {
    const csv = file("graduates.csv").toString("utf8").split("\r\n").slice(0, 6).join("\r\n");
    const wanted = readGraduates(Buffer.from(csv), { now: NOW });
    expect(wanted.rows).toHaveLength(5);
    expect(readGraduates(file(`inputs/${name}`), { now: NOW })).toEqual(wanted);
  });

  it("reads texts of every kind", () => {
    const strings = `<si><t>plain</t></si><si><r><t>in </t></r><r><t xml:space="preserve">pieces</t></r><rPh sb="0" eb="1"><t>aid</t></rPh></si>`;
    const rows = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>here</t></is></c><c r="D1" t="str"><v>formula</v></c><c r="E1" t="b"><v>1</v></c><c r="F1" t="e"><v>#N/A</v></c></row>`;
    expect(cellsOf({ rows, strings })).toEqual([["plain", "in pieces", "here", "formula", "true", "#N/A"]]);
  });

  it("keeps all digits of numbers, and cells where they stand", () => {
    const rows = `<row r="3"><c r="B3"><v>2.02611E+12</v></c><c r="D3"><v>7.5</v></c><c r="E3"><v>1.5E-7</v></c></row><row r="5"><c r="A5"><v>0</v></c></row>`;
    expect(readXlsx(workbook({ rows }))).toEqual([
      { line: 3, cells: ["", "2026110000000", "", "7.5", "1.5E-7"] },
      { line: 5, cells: ["0"] },
    ]);
  });

  it("joins the lines of a cell, trims it, and passes over rows of nothing", () => {
    const cell = (place: string, text: string) =>
      `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
    const rows =
      `<row r="1">${cell("A1", "  Anna \n  Maria ")}${cell("B1", "x\ny")}</row>` +
      `<row r="2">${cell("A2", "  ")}<c r="B2"/></row><row r="3"/><row r="4">${cell("B4", "z")}</row>`;
    expect(readXlsx(workbook({ rows }))).toEqual([
      { line: 1, cells: ["Anna Maria", "x y"] },
      { line: 4, cells: ["", "z"] },
    ]);
  });

  it("reads numbers as they were typed, and those of many digits whole; cells without a place in their turn", () => {
    const values = ["0", "007", "1.50", "1E3", "-2E2", "1e400", "1E30", ""];
    const rows = `<row>${values.map((value) => `<c><v>${value}</v></c>`).join("")}</row>`;
    expect(readXlsx(workbook({ rows }))).toEqual([
      { line: 1, cells: ["0", "007", "1.50", "1000", "-200", "1e400", "1E30", ""] },
    ]);
    const places = `<row r="2"><c r="C2"><v>1</v></c><c r="AA2"><v>2</v></c></row>`;
    expect(
      cellsOf({ rows: places })[0]
        ?.map((text, column) => [column, text])
        .filter(([, text]) => text !== ""),
    ).toEqual([
      [2, "1"],
      [26, "2"],
    ]);
  });

  it("takes a truth, a date and a text that is not there for what they are", () => {
    const rows =
      `<row r="1"><c r="A1" t="b"><v>0</v></c><c r="B1" t="b"/><c r="C1" t="d"><v>2026-10-04T00:00:00</v></c>` +
      `<c r="D1" t="s"><v>7</v></c><c r="E1" t="e"><v>#REF!</v></c></row>`;
    expect(cellsOf({ rows })).toEqual([["false", "", "2026-10-04", "", "#REF!"]]);
  });

  it.each([
    ['date1904="true"', "2026-10-05"],
    ['date1904="false"', "2022-10-04"],
    ['date1904="0"', "2022-10-04"],
    ['date1904="10"', "2022-10-04"],
    ['date1904="01"', "2022-10-04"],
    ["", "2022-10-04"],
  ])("begins to count where the workbook says: %s", (attribute, date) => {
    const styles = `<cellXfs><xf numFmtId="14"/></cellXfs>`;
    const rows = `<row r="1"><c r="A1" s="0"><v>44838</v></c></row>`;
    expect(cellsOf({ rows, styles, properties: `<workbookPr ${attribute}/>` })).toEqual([[date]]);
  });

  it("knows a form with more in brackets than one letter, and one that is no date in spite of it", () => {
    const form = (code: string) =>
      `<numFmts><numFmt numFmtId="164" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs>`;
    const rows = `<row r="1"><c r="A1" s="0"><v>46299</v></c></row>`;
    expect(cellsOf({ rows, styles: form("[Red]0.00") })).toEqual([["46299"]]);
    expect(cellsOf({ rows, styles: form("[$-409]d mmm yy") })).toEqual([["2026-10-04"]]);
    expect(cellsOf({ rows, styles: form("0\\d") })).toEqual([["46299"]]);
  });

  it.each([
    ["a built-in form", `<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>`, "2026-10-04"],
    [
      "a form of its own",
      `<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`,
      "2026-10-04",
    ],
    [
      "a form with a word in quotes",
      `<numFmts><numFmt numFmtId="164" formatCode="0 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>`,
      "46299",
    ],
    ["no form of dates", `<cellXfs><xf numFmtId="0"/><xf numFmtId="2"/></cellXfs>`, "46299"],
  ])("knows dates by %s", (_, styles, text) => {
    const rows = `<row r="1"><c r="A1" s="1"><v>46299</v></c></row>`;
    expect(cellsOf({ rows, styles })).toEqual([[text]]);
  });

  it("counts days as the workbook does", () => {
    const styles = `<cellXfs><xf numFmtId="14"/></cellXfs>`;
    const rows = `<row r="1"><c r="A1" s="0"><v>44837.75</v></c></row>`;
    expect(cellsOf({ rows, styles, properties: `<workbookPr date1904="1"/>` })).toEqual([["2026-10-04"]]);
  });

  it("takes the first sheet that is not hidden", () => {
    const sheets = `<sheet name="Old" state="hidden" sheetId="1" r:id="rId1"/><sheet name="New" sheetId="2" r:id="rId2"/>`;
    const second = `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData></worksheet>`;
    const rows = `<row r="1"><c r="A1"><v>1</v></c></row>`;
    expect(cellsOf({ rows, sheets, more: { "xl/worksheets/sheet2.xml": second } })).toEqual([["2"]]);
  });

  it.each<[string, () => Uint8Array, string]>([
    [
      "a cell in the last place there is",
      () => workbook({ rows: `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` }),
      "beyond the first 500 columns",
    ],
    ["more rows than any class has", () => workbook({ rows: "<row/>".repeat(50_001) }), "more than 50000 rows"],
    ["a document type", () => workbook({ more: { "xl/workbook.xml": "<!DOCTYPE a><workbook/>" } }), "document type"],
    ["no sheet", () => workbook({ sheets: " " }), "no sheet"],
    [
      "a sheet that is not there",
      () => workbook({ sheets: `<sheet r:id="rId2"/>` }),
      "no part xl/worksheets/sheet2.xml",
    ],
    ["an archive that is cut off", () => workbook({}).subarray(0, 200), "damaged"],
    ["an archive that says it is enormous", () => enormous(), "unpacks to more than"],
  ])("refuses %s", (_, make, words) => {
    expect(() => readXlsx(make())).toThrowError(
      expect.objectContaining({ code: "ERR_INPUT", message: expect.stringContaining(words) }),
    );
  });

  it("is asked for by the first bytes, not by a name", () => {
    expect(isXlsx(workbook({}))).toBe(true);
    expect(isXlsx(Buffer.from("PK is a name"))).toBe(false);
    const first = [0x50, 0x4b, 0x03, 0x04];
    for (const at of first.keys()) expect(isXlsx(Uint8Array.from(first.with(at, 0)))).toBe(false);
    expect(isXlsx(Uint8Array.from(first))).toBe(true);
  });
});

/** The sizes in the directory changed to four gigabytes; nothing is unpacked by them. */
function enormous(): Uint8Array {
  const bytes = workbook({});
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.length - 46; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0xfffffff0, true);
  }
  return bytes;
}
