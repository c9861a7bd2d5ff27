/**
 * Files of awards into awards: CSV, ELMO, Open Badges. Needs csv-parse and fast-xml-parser beside the SDK.
 *
 * @module
 */

export type { ColumnMapping } from "./inputs/columnMapping.ts";
export { parseColumnMapping } from "./inputs/columnMapping.ts";
export type { EncodingName } from "./inputs/decodeText.ts";
export { ENCODINGS } from "./inputs/decodeText.ts";
export type { ImplausibleKind } from "./inputs/findImplausible.ts";
export { IMPLAUSIBLE } from "./inputs/findImplausible.ts";
export type { GraduateRow, Graduates, RowProblem } from "./inputs/GraduateRow.ts";
export type { ColumnGuess } from "./inputs/guessColumns.ts";
export { guessColumns } from "./inputs/guessColumns.ts";
export type { AwardFile, Awards, ReadOptions } from "./inputs/readAwards.ts";
export { isAwardDocument, readAwards } from "./inputs/readAwards.ts";
export type { CsvRecord, SplitFile } from "./inputs/splitCsv.ts";
export { splitCsv } from "./inputs/splitCsv.ts";
export { spreadsheetCell } from "./inputs/spreadsheetCell.ts";
export type { TemplateOptions } from "./inputs/templateCsv.ts";
export { templateCsv } from "./inputs/templateCsv.ts";
