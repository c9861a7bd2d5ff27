// Files of awards into awards: CSV, ELMO, Open Badges. Needs csv-parse and fast-xml-parser beside the SDK.

export type { ColumnMapping } from "./inputs/columnMapping.ts";
export { parseColumnMapping } from "./inputs/columnMapping.ts";
export type { RowProblem } from "./inputs/GraduateRow.ts";
export type { ColumnGuess } from "./inputs/guessColumns.ts";
export { guessColumns } from "./inputs/guessColumns.ts";
export type { AwardFile, Awards } from "./inputs/readAwards.ts";
export { isAwardDocument, readAwards } from "./inputs/readAwards.ts";
export { splitCsv } from "./inputs/splitCsv.ts";
export { spreadsheetCell } from "./inputs/spreadsheetCell.ts";
export { templateCsv } from "./inputs/templateCsv.ts";
