/**
 * A cell of a CSV that a spreadsheet shows as it is: what it would take for a formula gets an apostrophe in front.
 * Never throws.
 *
 * @returns the cell, in quotes where it needs them.
 * @source RFC 4180.
 * @example
 * spreadsheetCell("=1+1"); // "\"'=1+1\""
 */
export function spreadsheetCell(text: string): string {
  const harmless = /^[=+\-@\t\r|%]/.test(text.trimStart()) || /^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",;\r\n\t']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
