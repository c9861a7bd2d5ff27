import { unzipSync } from "fflate";
import { CscssError } from "../errors/CscssError.ts";
import type { XmlElement, XmlLimits } from "./readXml.ts";
import { readXml } from "./readXml.ts";
import type { CsvRecord } from "./splitCsv.ts";

/** More than the largest university's class of a year; a sheet says what it likes of its size. */
const MOST_ROWS = 50_000;
const MOST_COLUMNS = 500;
const LIMITS: XmlLimits = { characters: 64 * 1024 * 1024, elements: 1_000_000, keepsSpace: true };
/** Of all parts that are read, unpacked. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Days from the spreadsheet's day 0 to 1970, for files of either calendar. */
const EPOCH = { from1900: 25_569, from1904: 24_107 } as const;
/** Built-in forms of numbers that are dates. @source ECMA-376, part 1, 18.8.30 */
const DATE_FORMATS = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58];

/** Whether bytes begin as a spreadsheet's do: a ZIP archive. */
export function isXlsx(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/**
 * Reads the first visible sheet of an .xlsx workbook as records, as a CSV of it would have them: texts as they are,
 * numbers with all their digits, dates as 2026-07-01. Of formulas the value counts that was stored. What a file says of its
 * size reserves nothing: only rows and cells that are there take room, and bounds hold on each.
 *
 * @throws ERR_INPUT for what is not a workbook that is read here, saying why.
 */
export function readXlsx(bytes: Uint8Array): CsvRecord[] {
  const parts = unpack(bytes);
  const part = (name: string): XmlElement => {
    const found = parts[name];
    if (found === undefined) throw refuse(`it has no part ${name}`);
    return readXml(new TextDecoder("utf-8", { fatal: true }).decode(found), LIMITS);
  };
  const workbook = part("xl/workbook.xml");
  const sheet = firstSheet(workbook, part("xl/_rels/workbook.xml.rels"));
  const strings = "xl/sharedStrings.xml" in parts ? part("xl/sharedStrings.xml").children.map(textIn) : [];
  const isDate = "xl/styles.xml" in parts ? dateStyles(part("xl/styles.xml")) : () => false;
  const uses1904 = /^(1|true)$/.test(childOf(workbook, "workbookPr")?.attributes.date1904 ?? "");
  const epoch = uses1904 ? EPOCH.from1904 : EPOCH.from1900;
  const rows = childOf(part(sheet), "sheetData")?.children ?? [];
  if (rows.length > MOST_ROWS) throw refuse(`it has more than ${MOST_ROWS} rows`);
  return rows.flatMap((row, index): CsvRecord[] => {
    const cells: string[] = [];
    for (const [place, cell] of row.children.entries()) {
      const column = columnOf(cell.attributes.r) ?? place;
      if (column >= MOST_COLUMNS) {
        throw refuse(`the cell ${cell.attributes.r} stands beyond the first ${MOST_COLUMNS} columns; clear it`);
      }
      cells[column] = cellText(cell, { strings, isDate, epoch });
    }
    const whole = Array.from(cells, (cell) => (cell ?? "").replace(/\s*\n\s*/g, " ").trim());
    const line = Number(row.attributes.r ?? index + 1);
    return whole.every((cell) => cell === "") ? [] : [{ line, cells: whole }];
  });
}

function unpack(bytes: Uint8Array): Record<string, Uint8Array> {
  let total = 0;
  try {
    return unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (!/^xl\/(workbook|sharedStrings|styles)\.xml$|^xl\/_rels\/|^xl\/worksheets\/[^/]+\.xml$/.test(name))
          return false;
        total += originalSize;
        if (total > MOST_BYTES) throw refuse(`it unpacks to more than ${MOST_BYTES} bytes`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof CscssError) throw error;
    throw refuse("the archive is damaged", error);
  }
}

/** The part that holds the first sheet nobody hid. */
function firstSheet(workbook: XmlElement, relations: XmlElement): string {
  const sheets = childOf(workbook, "sheets")?.children ?? [];
  const sheet =
    sheets.find(({ attributes }) => !["hidden", "veryHidden"].includes(attributes.state ?? "")) ?? sheets[0];
  const id = Object.entries(sheet?.attributes ?? {}).find(([name]) => /(^|:)id$/.test(name) && name !== "sheetId")?.[1];
  const target = relations.children.find(({ attributes }) => attributes.Id === id)?.attributes.Target;
  if (target === undefined) throw refuse("it has no sheet");
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

/** Which styles show a number as a date: by a built-in form, or by one with days, months or years in it. */
function dateStyles(styles: XmlElement): (style: number) => boolean {
  const own = new Map(
    (childOf(styles, "numFmts")?.children ?? []).map(({ attributes }): [number, string] => {
      return [Number(attributes.numFmtId), attributes.formatCode ?? ""];
    }),
  );
  const formats = (childOf(styles, "cellXfs")?.children ?? []).map(({ attributes }) => Number(attributes.numFmtId));
  return (style) => {
    const format = formats[style] ?? 0;
    // What stands in quotes, in brackets or behind a backslash is no part of the date.
    const code = own.get(format)?.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, "");
    return code === undefined ? DATE_FORMATS.includes(format) : /[dy]/i.test(code);
  };
}

interface SheetContext {
  readonly strings: readonly string[];
  readonly isDate: (style: number) => boolean;
  readonly epoch: number;
}

function cellText(cell: XmlElement, { strings, isDate, epoch }: SheetContext): string {
  const value = childOf(cell, "v")?.text ?? "";
  switch (cell.attributes.t) {
    case "s":
      return strings[Number(value)] ?? "";
    case "inlineStr":
      return textIn(childOf(cell, "is"));
    case "b":
      return value === "" ? "" : value === "1" ? "true" : "false";
    case "d":
      return value.slice(0, 10);
    case "str":
    case "e":
      return value;
    default:
      return isDate(Number(cell.attributes.s ?? 0)) ? dateText(value, epoch) : numberText(value);
  }
}

/** Spreadsheets count days; the first of 1900 are one off, for their year had a 29 February. Times of day are passed over. */
function dateText(value: string, epoch: number): string {
  const days = Math.floor(Number(value));
  if (value === "" || !Number.isFinite(days) || days < 61 || days > 2_958_465) return value;
  return new Date((days - epoch) * 86_400_000).toISOString().slice(0, 10);
}

/** All digits of a whole number, however the file wrote it; spreadsheets keep fifteen. */
function numberText(value: string): string {
  const number = Number(value);
  if (value === "" || !/e/i.test(value) || !Number.isFinite(number)) return value;
  return Number.isSafeInteger(number) ? String(number) : value;
}

/** The text of a string with its formatted pieces, without the reading aids beside it. */
function textIn(element: XmlElement | undefined): string {
  if (element === undefined) return "";
  const pieces = element.children.filter(({ name }) => name === "t" || name === "r");
  return pieces.map((piece) => (piece.name === "t" ? piece.text : (childOf(piece, "t")?.text ?? ""))).join("");
}

function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** A column by the letters of a cell's place, A being 0. */
function columnOf(place: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(place ?? "")?.[1];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function refuse(problem: string, cause?: unknown): CscssError {
  return new CscssError("ERR_INPUT", `This is not a workbook that is read here: ${problem}.`, { cause });
}
